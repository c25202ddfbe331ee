namespace Nola.Runtime.Activation;

// What moves is the grain's state in memory: from one activation to the next, on another silo or the same one.
internal partial class GrainActivation
{
    /// <summary>Ends the activation when its running requests are done; its successor takes the state in memory over.</summary>
    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        if (_phase is ActivationPhase.Invalid) return;

        if (IsCurrent) MigrateOnTurn(requestContext, cancellationToken);
        else QueueAction(() => MigrateOnTurn(requestContext, cancellationToken));
    }

    /// <summary>What was handed over to this activation, until it is activated.</summary>
    public IRehydrationContext? Rehydration => _extras?.Rehydration;

    private void MigrateOnTurn(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        // Also while it is ending: OnDeactivateAsync may ask for it.
        if (_phase == ActivationPhase.Invalid || Class.Workers is not null) return;

        Extras.Migration ??= new MigrationContext(Host.Codecs, requestContext);
        DeactivateOnTurn(
            new DeactivationReason(DeactivationReasonCode.Migrating, "The grain was asked to move."), cancellationToken);
    }

    /// <summary>Collects the state; without it the successor starts as after any deactivation.</summary>
    private void Dehydrate()
    {
        if (Extras.Migration is not { } migration) return;

        try
        {
            RequestContext.Snapshot = migration.RequestContext;
            foreach (var participant in MigrationParticipants())
            {
                participant.OnDehydrate(migration);
            }

            migration.IsComplete = true;
        }
        catch (Exception exception) // A grain that cannot be moved is deactivated like any other.
        {
            Host.Log.MigrationFailed(_grainId, exception);
        }
    }

    /// <summary>Whether the next activation on this silo is to have the collected state.</summary>
    private bool HasSuccessor =>
        _extras is { Migration: { IsComplete: true, HasGone: false }, NeverServed: false };

    /// <summary>Takes the state to the silo that the grain is to live on, where that is another.</summary>
    private async Task MoveAwayAsync()
    {
        if (Host.Moves is not { } moves) return;

        var migration = Extras.Migration!;
        migration.HasGone = await moves.MoveAsync(this, migration);
    }

    /// <summary>Puts a new activation with the collected state into this one's place.</summary>
    private GrainActivation? MakeSuccessor() => HasSuccessor ? Host.Catalog.TryReplace(this, Extras.Migration!) : null;

    /// <summary>Lets the successor begin, unless the grain has another owner by now.</summary>
    private void Begin(GrainActivation successor)
    {
        var context = Extras.Migration!.RequestContext;
        if (IsDisplaced) _ = successor.ClaimAsync(context, replaced: ActivationId);
        else if (Host.Locator.IsLocalByRing(_grainId, Class.Placement)) successor.Begin(context);
        else successor.Refuse();
    }

    /// <summary>Gives a new instance the state of the old one; another, without it, where that fails.</summary>
    private object Rehydrate(object instance)
    {
        var extras = Extras;
        try
        {
            foreach (var participant in MigrationParticipants())
            {
                participant.OnRehydrate(extras.Rehydration!);
            }

            return instance;
        }
        catch (Exception exception) // What was taken over in part is worse than nothing.
        {
            Host.Log.MigrationFailed(_grainId, exception);
            extras.Rehydration = null;
            extras.Lifecycle = null;
            (instance as IDisposable)?.Dispose();
            return CreateInstance();
        }
    }

    private IEnumerable<IGrainMigrationParticipant> MigrationParticipants()
    {
        IEnumerable<IGrainMigrationParticipant> participants = _extras?.Lifecycle?.MigrationParticipants ?? [];
        return _instance is IGrainMigrationParticipant self ? participants.Append(self) : participants;
    }
}

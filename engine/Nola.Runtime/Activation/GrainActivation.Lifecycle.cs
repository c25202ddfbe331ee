using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Scheduling;
using Orleans.Configuration;

namespace Nola.Runtime.Activation;

internal partial class GrainActivation
{
    /// <summary>Starts the activation on its own turn. Called once, by whoever put it into the catalog.</summary>
    public void Begin(Dictionary<string, object>? requestContext)
    {
        CountCreated();
        if (requestContext is not null) Extras.ActivationContext = requestContext;
        Push(new ActivateItem(this));
    }

    /// <summary>Makes a target that was never activated ready for calls. Called from its constructor.</summary>
    protected void BecomeValidWithoutInstance() => _phase = ActivationPhase.Valid;

    /// <summary>Ends the activation when its running requests are done. Any thread.</summary>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (_phase is ActivationPhase.Invalid) return;

        if (IsCurrent) DeactivateOnTurn(deactivationReason, cancellationToken);
        else Push(new DeactivateItem(this, deactivationReason, cancellationToken));
    }

    /// <summary>Deactivates it if it has been idle since the given time of the collector's clock.</summary>
    public void DeactivateIfIdle(int since, DeactivationReason reason) => Push(new CollectItem(this, since, reason));

    private void ActivateOnTurn()
    {
        Debug.Assert(_phase == ActivationPhase.New);
        _phase = ActivationPhase.Activating;
        if (_extras?.ActivationContext is { } context)
        {
            RequestContext.Snapshot = context;
            _extras.ActivationContext = null;
        }

        Task activation;
        var deadline = Host.ActivationDeadline;
        try
        {
            activation = StartInstance(deadline);
        }
        catch (Exception exception) // A constructor that throws fails the activation like OnActivateAsync.
        {
            activation = Task.FromException(exception);
        }

        if (activation.IsCompletedSuccessfully) BecomeValid();
        else _ = FinishActivationAsync(activation, deadline);
    }

    private Task StartInstance(CancellationToken deadline)
    {
        var instance = CreateInstance();
        if (_extras?.Rehydration is not null) instance = Rehydrate(instance);
        if (_extras?.Lifecycle is { } lifecycle) return StartStagesAsync(lifecycle, instance, deadline);

        return Class.OverridesOnActivate && instance is IGrainBase grain
            ? grain.OnActivateAsync(deadline)
            : Task.CompletedTask;
    }

    private object CreateInstance()
    {
        var instance = Class.Create(this);
        _instance = instance;
        if (instance is ILifecycleParticipant<IGrainLifecycle> participant)
        {
            participant.Participate(ObservableLifecycle);
        }

        return instance;
    }

    private static async Task StartStagesAsync(
        ActivationLifecycle lifecycle, object instance, CancellationToken deadline)
    {
        await lifecycle.StartAsync(deadline);
        if (instance is IGrainBase grain) await grain.OnActivateAsync(deadline);
    }

    private async Task FinishActivationAsync(Task activation, CancellationToken deadline)
    {
        try
        {
            // A grain that does not look at its token keeps its callers waiting no longer than one that does.
            await activation.WaitAsync(deadline);
        }
        catch (Exception exception) // Whatever kept the grain from activating is what its callers get.
        {
            await FailActivationAsync(exception, deadline.IsCancellationRequested);
            return;
        }

        BecomeValid();
    }

    private void BecomeValid()
    {
        Debug.Assert(_phase == ActivationPhase.Activating);
        if (_extras is { } extras)
        {
            extras.Rehydration = null;

            // Decided while it activated: constructors and OnActivateAsync may ask for deactivation.
            if (extras.Reason.ReasonCode != DeactivationReasonCode.None)
            {
                extras.NeverServed = true;
                BeginDeactivating(extras);
                return;
            }
        }

        _phase = ActivationPhase.Valid;
        LookAgain();
    }

    private async Task FailActivationAsync(Exception exception, bool isLate)
    {
        Host.Log.ActivationFailed(_grainId, exception, isLate);
        Host.Instruments.ActivationsFailed.Add(1);
        Extras.Reason = new DeactivationReason(
            DeactivationReasonCode.ActivationFailed, exception, "The grain failed to activate.");
        _phase = ActivationPhase.Deactivating;
        await StopPartsAsync(callGrain: false);
        GiveWay(TakeAllWaiting());
    }

    private void DeactivateOnTurn(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_phase is ActivationPhase.Deactivating or ActivationPhase.Invalid) return;

        var extras = Extras;
        if (extras.Reason.ReasonCode != DeactivationReasonCode.None) return;

        CountShutDown(reason.ReasonCode);
        extras.Reason = reason;
        extras.DeactivationToken = cancellationToken;
        if (_phase == ActivationPhase.Valid) BeginDeactivating(extras);
    }

    private void BeginDeactivating(ActivationExtras extras)
    {
        extras.DeactivatingSince = Host.Time.GetTimestamp();
        _phase = ActivationPhase.Deactivating;
        _isLookDue = true;
    }

    /// <summary>Nothing runs any more: ends the activation. On the turn, once.</summary>
    private void ContinueDeactivation()
    {
        Debug.Assert(_phase == ActivationPhase.Deactivating);
        Debug.Assert(_runningCount == 0);
        if (Extras.IsEnding) return;

        Extras.IsEnding = true;

        // Not from within an inlined call: its caller's thread must not run what the application does on deactivation.
        RunNext(new EndItem(this));
    }

    private async Task EndAsync()
    {
        await StopPartsAsync(callGrain: true);
        if (HasSuccessor) await MoveAwayAsync();
        GiveWay(TakeAllWaiting());
    }

    /// <summary>Makes place for the successor and passes on to it what waits here.</summary>
    private void GiveWay(Invocation[] waiting)
    {
        var successor = MakeSuccessor();
        LeaveCatalog(successor);
        if (successor is not null) Begin(successor);
        foreach (var invocation in waiting)
        {
            Forward(invocation);
        }
    }

    /// <summary>
    /// Whether requests must not wait here any longer: the ones that run have taken so long that they will hardly end.
    /// </summary>
    private bool IsStuck()
    {
        if (_runningCount == 0 || Host.MessagingOptions is not SiloMessagingOptions options) return false;

        if (_phase == ActivationPhase.Deactivating)
        {
            return Host.Time.GetElapsedTime(Extras.DeactivatingSince) > options.MaxRequestProcessingTime;
        }

        // A quantum more: the clock was perhaps about to tick.
        return _blocking is { BlockingSince: { } since }
            && Host.Collector.Now - since > Host.Collector.ToTicks(options.MaxRequestProcessingTime);
    }

    /// <summary>
    /// Gives the grain up while requests run: their callers still get their outcomes, all others the next activation.
    /// </summary>
    private void Abandon()
    {
        Host.Log.Abandoned(_grainId, _runningCount);
        if (Extras.Reason.ReasonCode == DeactivationReasonCode.None)
        {
            Extras.Reason = new DeactivationReason(
                DeactivationReasonCode.ActivationUnresponsive, "A request ran for too long; the grain was given up.");
        }

        StopTimers();
        GiveWay(TakeAllWaiting());
    }

    /// <summary>The last request of an abandoned activation has ended.</summary>
    private async Task EndAbandonedAsync()
    {
        using var deadline = Host.CreateDeactivationDeadline(CancellationToken.None);
        await DisposePartsAsync(Extras, deadline.Token);
    }

    private async Task StopPartsAsync(bool callGrain)
    {
        StopTimers();
        var extras = Extras;
        using var deadline = Host.CreateDeactivationDeadline(extras.DeactivationToken);
        if (_instance is not null)
        {
            try
            {
                await StopGrainAsync(callGrain, extras, deadline.Token).WaitAsync(deadline.Token);
            }
            catch (Exception exception) // Deactivation is best effort: it is reported and the activation ends.
            {
                Host.Log.DeactivationFailed(_grainId, exception);
            }

            if (callGrain) Dehydrate();
        }

        await DisposePartsAsync(extras, deadline.Token);
    }

    private async Task StopGrainAsync(bool callGrain, ActivationExtras extras, CancellationToken deadline)
    {
        try
        {
            if (callGrain && Class.OverridesOnDeactivate && _instance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(extras.Reason, deadline);
            }
        }
        finally
        {
            if (extras.Lifecycle is { } lifecycle)
            {
                await lifecycle.StopAsync(e => Host.Log.DeactivationFailed(_grainId, e), deadline);
            }
        }
    }

    private async Task DisposePartsAsync(ActivationExtras extras, CancellationToken deadline)
    {
        try
        {
            await DisposePartsAsync(extras).WaitAsync(deadline);
        }
        catch (Exception exception) // As above.
        {
            Host.Log.DeactivationFailed(_grainId, exception);
        }
    }

    private async Task DisposePartsAsync(ActivationExtras extras)
    {
        switch (_instance)
        {
            case { } instance when Class.Activator is { } activator:
                await activator.DisposeInstance(this, instance);
                break;
            case IAsyncDisposable asyncDisposable:
                await asyncDisposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }

        foreach (var component in extras.Components?.Values.ToArray() ?? [])
        {
            if (component != _instance) (component as IDisposable)?.Dispose();
        }

        if (extras.Scope is { } scope) await scope.DisposeAsync();
    }

    private Invocation[] TakeAllWaiting()
    {
        var taken = new Invocation[_waitingCount];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = _waiting!.NextWaiting!;
            Unlink(_waiting, taken[i]);
        }

        return taken;
    }

    private void LeaveCatalog(GrainActivation? successor)
    {
        Debug.Assert(_waitingCount == 0);
        _phase = ActivationPhase.Invalid;
        Host.Catalog.Remove(this);
        if (IsDisplaced && successor is null) Host.Directory!.Leave(_grainId, ActivationId);
        if (Host.Instruments.ActivationsDestroyed.Enabled) Host.Instruments.ActivationsDestroyed.Add(1);
        Extras.Deactivated.TrySetResult();
    }

    private void CountCreated()
    {
        if (Host.Instruments.ActivationsCreated.Enabled) Host.Instruments.ActivationsCreated.Add(1);
    }

    private void CountShutDown(DeactivationReasonCode reason)
    {
        if (!Host.Instruments.ActivationsShutDown.Enabled) return;

        var via = reason switch
        {
            DeactivationReasonCode.ActivationIdle => "collection",
            DeactivationReasonCode.ApplicationRequested => "deactivateOnIdle",
            DeactivationReasonCode.ActivationUnresponsive => "deactivateStuckActivation",
            DeactivationReasonCode.Migrating => "migration",
            _ => "unknown",
        };
        Host.Instruments.ActivationsShutDown.Add(1, new KeyValuePair<string, object?>("via", via));
    }

    private sealed class ActivateItem(GrainActivation activation) : WorkItem
    {
        public override void Execute() => activation.ActivateOnTurn();
    }

    private sealed class DeactivateItem(
        GrainActivation activation, DeactivationReason reason, CancellationToken cancellationToken) : WorkItem
    {
        public override void Execute() => activation.DeactivateOnTurn(reason, cancellationToken);
    }

    private sealed class EndItem(GrainActivation activation) : WorkItem
    {
        public override void Execute() => _ = activation.EndAsync();
    }

    private sealed class AbandonedItem(GrainActivation activation) : WorkItem
    {
        public override void Execute() => _ = activation.EndAbandonedAsync();
    }

    private sealed class CollectItem(GrainActivation activation, int since, DeactivationReason reason) : WorkItem
    {
        public override void Execute()
        {
            if (activation._phase == ActivationPhase.Valid && activation.IsInactive && activation._usedAt <= since)
            {
                activation.DeactivateOnTurn(reason, CancellationToken.None);
            }
        }
    }
}

using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Orleans.Runtime.Placement;
using Orleans.Serialization;

namespace Nola.Runtime.Activation;

/// <summary>
/// Moves grains between silos. The source ends its activation and collects the state, the target asks the grain's owner
/// to swap the entry of that very activation for its own, and only then begins. What waits at the source follows.
/// </summary>
internal sealed class GrainMoves
{
    private const byte Taken = 1;
    private const byte NotTaken = 0;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly ActivationHost _host;
    private readonly MessageCenter _center;
    private readonly GrainDirectory _directory;
    private readonly IPlacementDecisions _decisions;
    private readonly Serializer<GrainMove> _serializer;

    public GrainMoves(
        ActivationHost host, MessageCenter center, GrainDirectory directory, IPlacementDecisions decisions, Serializer serializer)
    {
        _host = host;
        _center = center;
        _directory = directory;
        _decisions = decisions;
        _serializer = serializer.GetSerializer<GrainMove>();
        center.Answer(ControlOperation.MoveGrain, OnMoveAsync);
    }

    /// <summary>
    /// Takes an ended activation's state to the silo that placement chooses. False where it stays: the choice fell on this
    /// silo, or the other did not take it. True also where that is not known: then nobody may use the state again.
    /// </summary>
    public async Task<bool> MoveAsync(GrainActivation activation, MigrationContext migration)
    {
        try
        {
            var target = await _decisions.ChooseAsync(
                activation.Class.Placement,
                new PlacementTarget(activation.GrainId, migration.RequestContext ?? [], default, 0),
                _host.SiloAddress);
            if (target.Equals(_host.SiloAddress) || !await RegisterAsync(activation)) return false;

            _directory.BeginLeaving(activation.GrainId, activation.ActivationId);
            return await SendAsync(activation, migration, target);
        }
        catch (Exception exception) // A grain that cannot be moved goes on where it is.
        {
            _host.Log.MigrationFailed(activation.GrainId, exception);
            return false;
        }
    }

    // A grain that follows the ring is in no directory until it leaves its place.
    private async Task<bool> RegisterAsync(GrainActivation activation)
    {
        if (activation.IsDisplaced) return true;

        using var deadline = _host.CreateDeactivationDeadline(CancellationToken.None);
        if (!await _directory.AnnounceMovesAsync(deadline.Token)
            || !await _directory.ClaimAsync(activation.GrainId, activation.ActivationId, replaced: default, deadline.Token))
        {
            return false;
        }

        activation.IsDisplaced = true;
        return true;
    }

    private async Task<bool> SendAsync(GrainActivation activation, MigrationContext migration, SiloAddress target)
    {
        var move = _serializer.SerializeToArray(new GrainMove
        {
            Grain = activation.GrainId,
            Left = activation.ActivationId,
            Values = migration.Values,
            RequestContext = migration.RequestContext,
        });
        try
        {
            return await _center.AskAsync(target, ControlOperation.MoveGrain, move, AnswerTimeout, CancellationToken.None)
                is not [NotTaken];
        }
        catch (TimeoutException exception)
        {
            _host.Log.MigrationFailed(activation.GrainId, exception);
            return true;
        }
    }

    private async ValueTask<byte[]> OnMoveAsync(SiloAddress peer, byte[] payload)
    {
        if (_serializer.Deserialize(payload) is not { } move
            || _host.Catalog.FindClass(move.Grain.Type) is not { Workers: null } grainClass
            || !_directory.IsMember)
        {
            return [NotTaken];
        }

        var state = new MigrationContext(_host.Codecs, move.RequestContext, move.Values);
        if (_host.Catalog.TryAddArrived(grainClass, move.Grain, state) is not { } arrived) return [NotTaken];

        return [await arrived.ClaimAsync(move.RequestContext, move.Left).ConfigureAwait(false) ? Taken : NotTaken];
    }
}

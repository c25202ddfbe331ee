using Nola.Runtime.Placement;

namespace Nola.Runtime.Activation;

/// <summary>Ends the activations whose grains another silo is to own.</summary>
internal sealed class RangeReleaser(ActivationHost host) : IRangeListener
{
    public IReadOnlyList<(GrainId Grain, Task Ended)> Release(
        Func<GrainId, bool> isLost, CancellationToken cancellationToken) =>
        host.Catalog.BeginDeactivation(
            activation => IsToGo(activation, isLost),
            new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "Another silo owns the grain now."),
            cancellationToken);

    // Displaced grains stay when their owner changes, and go only when this silo leaves.
    private bool IsToGo(GrainActivation activation, Func<GrainId, bool> isLost) =>
        activation.Class.Placement.IsUsingGrainDirectory
        && (!activation.IsDisplaced || host.Directory is { IsMember: false })
        && isLost(activation.GrainId);
}

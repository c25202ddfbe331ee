using Nola.Runtime.Placement;

namespace Nola.Runtime.Activation;

/// <summary>Ends the activations whose grains another silo is to own.</summary>
internal sealed class RangeReleaser(ActivationHost host) : IRangeListener
{
    public IReadOnlyList<(GrainId Grain, Task Ended)> Release(
        Func<GrainId, bool> isLost, CancellationToken cancellationToken) =>
        host.Catalog.BeginDeactivation(
            activation => activation.Class.Placement.IsUsingGrainDirectory && isLost(activation.GrainId),
            new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "Another silo owns the grain now."),
            cancellationToken);
}

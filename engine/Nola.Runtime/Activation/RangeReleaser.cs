using Nola.Runtime.Placement;

namespace Nola.Runtime.Activation;

/// <summary>Ends the activations whose grains another silo is to own.</summary>
internal sealed class RangeReleaser(ActivationHost host) : IRangeListener
{
    public Task ReleaseAsync(Func<GrainId, bool> isLost, CancellationToken cancellationToken) =>
        host.Catalog.DeactivateAsync(
            activation => activation.Class.Placement.IsUsingGrainDirectory && isLost(activation.GrainId),
            new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "Another silo owns the grain now."),
            cancellationToken);
}

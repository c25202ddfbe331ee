using Nola.Runtime.Activation;

namespace Nola.Runtime.Hosting;

internal sealed class LocalActivationStatusChecker(ActivationHost host) : ILocalActivationStatusChecker
{
    public bool IsLocallyActivated(GrainId grainId) =>
        host.Catalog.Find(grainId) is { Phase: not ActivationPhase.Invalid };
}

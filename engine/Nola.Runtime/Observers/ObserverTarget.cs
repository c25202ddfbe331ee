using Nola.Runtime.Activation;

namespace Nola.Runtime.Observers;

/// <summary>An object outside of grains with a turn queue: calls run one after another, as on a grain.</summary>
internal sealed class ObserverTarget : GrainActivation
{
    private readonly WeakReference<object> _observer;

    public ObserverTarget(GrainClass grainClass, GrainId grainId, object observer)
        : base(grainClass, grainId)
    {
        _observer = new WeakReference<object>(observer);
        BecomeValidWithoutInstance();
    }

    public override object? GetTargetFor(Request request)
    {
        if (!_observer.TryGetTarget(out var observer))
        {
            Host.Catalog.Forget(this);
            throw new ClientNotAvailableException($"The observer {GrainId} is gone.");
        }

        // The runtime's extensions, unless the observer is one of them itself.
        return request.Method.IsExtension && !request.Method.InterfaceType.IsInstanceOfType(observer)
            ? base.GetTargetFor(request)
            : observer;
    }
}

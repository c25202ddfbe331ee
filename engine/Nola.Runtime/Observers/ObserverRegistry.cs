using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Nola.Runtime.Activation;

namespace Nola.Runtime.Observers;

/// <summary>
/// The objects outside of grains that can be called through references. The registry does not keep them alive: whoever
/// wants calls must hold on to the object.
/// </summary>
internal sealed class ObserverRegistry(ActivationHost host)
{
    public const string GrainTypePrefix = "sys.observer";

    private readonly ConditionalWeakTable<object, ObserverTarget> _targets = [];
    private readonly GrainType _grainType = GrainType.Create(GrainTypePrefix);
    private readonly byte[] _keyPrefix = Encoding.UTF8.GetBytes($"{host.SiloAddress.ToParsableString()}+");
    private long _lastId;

    public GrainReference Create(IGrainObserver observer, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(observer);
        CheckNoGrain();
        if (observer is GrainReference or IGrainBase)
        {
            throw new ArgumentException(
                "The object is a grain or a reference already: only other objects need one.", nameof(observer));
        }

        var target = _targets.GetValue(observer, Add);
        return host.References.Create(target.GrainId, interfaceType);
    }

    public void Delete(IGrainObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        CheckNoGrain();
        var id = observer is GrainReference reference ? reference.GrainId
            : _targets.TryGetValue(observer, out var known) ? known.GrainId
            : throw new ArgumentException("The object has no reference.", nameof(observer));
        if (host.Catalog.Find(id) is ObserverTarget target) host.Catalog.Forget(target);

        if (observer is not GrainReference) _targets.Remove(observer);
    }

    public bool IsObserver(GrainId grainId) => grainId.Type == _grainType;

    /// <summary>The observer of this host, or null where the id names one of another.</summary>
    /// <exception cref="ClientNotAvailableException">It is of this host and gone.</exception>
    public GrainActivation? Find(GrainId grainId)
    {
        if (host.Catalog.Find(grainId) is { } target) return target;

        return grainId.Key.AsSpan().StartsWith(_keyPrefix)
            ? throw new ClientNotAvailableException($"The observer {grainId} is gone.")
            : null;
    }

    private static void CheckNoGrain()
    {
        if (RuntimeContext.Current is not null)
        {
            throw new InvalidOperationException(
                "Grains have references of their own: use this.AsReference instead of an object reference.");
        }
    }

    private ObserverTarget Add(object observer)
    {
        var number = Interlocked.Increment(ref _lastId).ToString("x", CultureInfo.InvariantCulture);
        var key = IdSpan.Create($"{host.SiloAddress.ToParsableString()}+{number}");
        var target = new ObserverTarget(host.ObserverClass, new GrainId(_grainType, key), observer);
        host.Catalog.Add(target);
        return target;
    }
}

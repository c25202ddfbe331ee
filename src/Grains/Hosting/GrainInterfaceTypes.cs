using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.TypeSystem;

namespace ShopActors;

/// <summary>
/// Caches the id of each grain interface. Orleans resolves it at every <c>GetGrain&lt;T&gt;(key)</c> by reading the
/// interface's attributes or formatting its name, which was an eighth of all bytes allocated by a purchase. Registered
/// before Orleans' own provider; the ids are the same.
/// </summary>
internal sealed class GrainInterfaceTypes(IServiceProvider services, TypeConverter types) : IGrainInterfaceTypeProvider
{
    private readonly GrainInterfaceTypeResolver _resolver =
        new([new AttributeGrainInterfaceTypeProvider(services)], types);

    // One entry per grain interface of the process.
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        if (_known.TryGetValue(type, out grainInterfaceType)) return true;

        // The resolver itself adds the arguments of a generic interface, after its providers.
        if (type.IsGenericType) return false;
        grainInterfaceType = _known.GetOrAdd(type, _resolver.GetGrainInterfaceType);
        return true;
    }
}

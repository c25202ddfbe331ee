using System.Collections.Frozen;
using Orleans.CodeGeneration;

namespace Nola.Runtime.Messaging;

/// <summary>
/// Grain interfaces on the wire: the stable hash of the name, for interfaces without type parameters. They come from
/// the
/// generated manifests, so a peer can name nothing else.
/// </summary>
internal sealed class InterfaceIds
{
    // In place of an id: the interface is generic and its registered name follows.
    public const uint Named = 0;

    private readonly FrozenDictionary<Type, uint> _ids;
    private readonly FrozenDictionary<uint, Type> _types;

    public InterfaceIds()
    {
        var ids = new Dictionary<Type, uint>();
        var types = new Dictionary<uint, Type>();
        foreach (var candidate in GeneratedManifests.LoadAll().SelectMany(manifest => manifest.Interfaces))
        {
            var type = candidate.InterfaceType;
            if (type.IsGenericType || ids.ContainsKey(type)) continue;

            var id = StableHash.ComputeHash(NameOf(type));
            if (id == Named || !types.TryAdd(id, type))
            {
                throw new OrleansConfigurationException(
                    $"The names of {type} and {types.GetValueOrDefault(id)} have the same hash: give one an [Alias].");
            }

            ids.Add(type, id);
        }

        _ids = ids.ToFrozenDictionary();
        _types = types.ToFrozenDictionary();
    }

    /// <summary>The interface's id, or <see cref="Named"/>.</summary>
    public uint GetId(Type interfaceType) => _ids.GetValueOrDefault(interfaceType, Named);

    public Type? Find(uint id) => _types.GetValueOrDefault(id);

    private static string NameOf(Type type) =>
        type.GetCustomAttributes(typeof(AliasAttribute), false) is [AliasAttribute alias, ..]
            ? alias.Alias
            : type.FullName ?? type.Name;
}

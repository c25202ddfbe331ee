
namespace Nola.Runtime.Messaging;

/// <summary>
/// Gives the same array for the same grain type, so that ids of the wire cost one array each and compare by reference.
/// </summary>
internal sealed class GrainTypeTable
{
    private const int Slots = 1024;

    // A slot holds the last type with its hash; threads may overwrite each other, which costs an allocation, no more.
    private readonly GrainType[]?[] _slots = new GrainType[Slots][];

    public GrainType Get(ReadOnlySpan<byte> name)
    {
        var hash = StableHash.ComputeHash(name);
        ref var slot = ref _slots[hash % Slots];
        if (Volatile.Read(ref slot) is [var known] && known.AsSpan().SequenceEqual(name)) return known;

        var type = new GrainType(name.ToArray());
        Volatile.Write(ref slot, [type]);
        return type;
    }
}

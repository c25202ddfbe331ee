namespace Nola.Runtime.Messaging;

/// <summary>
/// Gives the same array for the same key where it came before, so that calls to grains in use cost no array, and their
/// keys compare by reference.
/// </summary>
internal sealed class GrainKeyTable
{
    private const int KeyLengthMax = 64;
    private const int Slots = 8192;

    // A key has two slots. Threads may overwrite each other, which costs an allocation, no more.
    private readonly byte[]?[] _slots = new byte[Slots][];

    public IdSpan Get(ReadOnlySpan<byte> key)
    {
        var hash = StableHash.ComputeHash(key);
        ref var first = ref _slots[hash % Slots];
        var known = Volatile.Read(ref first);
        if (known is not null && key.SequenceEqual(known)) return IdSpan.UnsafeCreate(known, unchecked((int)hash));

        ref var second = ref _slots[(hash >> 16) % Slots];
        var other = Volatile.Read(ref second);
        if (other is not null && key.SequenceEqual(other)) return IdSpan.UnsafeCreate(other, unchecked((int)hash));

        var added = key.ToArray();
        if (added.Length <= KeyLengthMax)
        {
            // The one that was there keeps a slot, so that two keys do not drive each other out in turn.
            if (known is not null) Volatile.Write(ref second, known);
            Volatile.Write(ref first, added);
        }

        return IdSpan.UnsafeCreate(added, unchecked((int)hash));
    }
}

using System.Text;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// Where each journal's records lie, in about a hundred bytes per journal: entries in chunks of an array of structs,
/// ids in byte arenas, and an open-addressing table of (hash, entry) pairs. No event bytes are held. Journals are
/// never removed, so an entry's number is stable. The caller does the locking.
/// </summary>
internal sealed class StreamIndex
{
    private const int EntryChunkBits = 10;
    private const int EntryChunk = 1 << EntryChunkBits;
    private const int ArenaChunkBits = 16;
    private const int ArenaChunk = 1 << ArenaChunkBits;
    private const int ArenaUnit = 4;

    private readonly List<StreamEntry[]> _entries = [];
    private readonly List<byte[]> _arena = [];
    private long _arenaEnd;

    // Each cell: hash in the upper half, entry number + 1 in the lower; 0 is free.
    private ulong[] _table = new ulong[1024];

    public int Count { get; private set; }

    public ref StreamEntry this[int slot] => ref _entries[slot >> EntryChunkBits][slot & (EntryChunk - 1)];

    public int Find(ReadOnlySpan<byte> id)
    {
        var hash = Hash(id);
        var mask = (uint)_table.Length - 1;
        for (var cell = hash & mask; ; cell = (cell + 1) & mask)
        {
            var value = _table[cell];
            if (value == 0) return -1;

            var slot = (int)(uint)value - 1;
            if ((uint)(value >> 32) == hash && id.SequenceEqual(IdBytes(slot))) return slot;
        }
    }

    public int Add(ReadOnlySpan<byte> id)
    {
        if (Count >= _table.Length - (_table.Length / 4))
        {
            Grow();
        }

        var slot = Count++;
        if (slot >> EntryChunkBits == _entries.Count)
        {
            _entries.Add(new StreamEntry[EntryChunk]);
        }

        this[slot] = new StreamEntry { IdAt = Store(id), WakeAt = LogRecord.NoWakeUp };
        Insert(_table, Hash(id), slot);
        return slot;
    }

    public ReadOnlySpan<byte> IdBytes(int slot)
    {
        var at = (long)this[slot].IdAt * ArenaUnit;
        var chunk = _arena[(int)(at >> ArenaChunkBits)].AsSpan((int)(at & (ArenaChunk - 1)));
        return chunk.Slice(sizeof(ushort), BitConverter.ToUInt16(chunk));
    }

    public string Id(int slot) => Encoding.UTF8.GetString(IdBytes(slot));

    private static uint Hash(ReadOnlySpan<byte> id)
    {
        // Seeded per process: clients choose parts of some ids and must not be able to choose collisions.
        var hash = default(HashCode);
        hash.AddBytes(id);
        return (uint)hash.ToHashCode();
    }

    private static void Insert(ulong[] table, uint hash, int slot)
    {
        var mask = (uint)table.Length - 1;
        var cell = hash & mask;
        while (table[cell] != 0)
        {
            cell = (cell + 1) & mask;
        }

        table[cell] = ((ulong)hash << 32) | (uint)(slot + 1);
    }

    private uint Store(ReadOnlySpan<byte> id)
    {
        var needed = sizeof(ushort) + id.Length;
        if ((_arenaEnd & (ArenaChunk - 1)) + needed > ArenaChunk || _arenaEnd == (long)_arena.Count * ArenaChunk)
        {
            _arenaEnd = (long)_arena.Count * ArenaChunk;
            _arena.Add(GC.AllocateUninitializedArray<byte>(ArenaChunk));
        }

        var at = _arenaEnd;
        var target = _arena[^1].AsSpan((int)(at & (ArenaChunk - 1)));
        BitConverter.TryWriteBytes(target, (ushort)id.Length);
        id.CopyTo(target[sizeof(ushort)..]);
        _arenaEnd = (at + needed + ArenaUnit - 1) / ArenaUnit * ArenaUnit;
        return checked((uint)(at / ArenaUnit));
    }

    private void Grow()
    {
        var table = new ulong[_table.Length * 2];
        foreach (var value in _table)
        {
            if (value != 0)
            {
                Insert(table, (uint)(value >> 32), (int)(uint)value - 1);
            }
        }

        _table = table;
    }
}

/// <summary>What the store keeps in memory of one journal.</summary>
internal struct StreamEntry
{
    public long Version;

    /// <summary>The epoch of the claim in force; 0 for a journal that was never claimed.</summary>
    public long Epoch;

    /// <summary>The journal's newest record, from which its earlier ones are found.</summary>
    public long LastLsn;

    /// <summary>The record with which the journal's content begins: everything of it before that is dead.</summary>
    public long FirstLsn;

    /// <summary>The wake-up in Unix milliseconds, or <see cref="LogRecord.NoWakeUp"/>.</summary>
    public long WakeAt;

    /// <summary>The log bytes from the first to the last record of this journal.</summary>
    public uint LiveBytes;

    /// <summary>Where the id lies in the index's arena.</summary>
    public uint IdAt;
}

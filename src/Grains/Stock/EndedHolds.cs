using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>How a hold ended.</summary>
internal readonly record struct EndedHold(HoldState State, int Quantity, DateTimeOffset At)
{
    public HoldSnapshot ToSnapshot(HoldId id) => new() { Id = id, State = State, Quantity = Quantity, Since = At };
}

/// <summary>
/// The ended holds, remembered long enough to answer a repeated or late command: the latest
/// <see cref="StockLimits.EndedHoldsKept"/> always, younger ones for <see cref="StockLimits.EndedHoldTimeMin"/>, and
/// never more than <see cref="StockLimits.EndedHoldsMax"/>. Ids are kept as 128 bits of their SHA-256, so that a SKU
/// that sells a hundred thousand units an hour costs a few megabytes and not tens of them.
/// </summary>
internal sealed class EndedHolds
{
    private const int KeyLength = 16;
    private const int RecordLength = KeyLength + sizeof(ulong);
    private const int QuantityBits = 12;
    private const int StateBits = 4;

    private readonly Dictionary<UInt128, EndedHold> _ends = [];
    private readonly Queue<UInt128> _oldestFirst = new();

    public int Count => _ends.Count;

    /// <summary>Whether any end was ever forgotten, so that an unknown hold may have ended.</summary>
    public bool HasForgotten { get; private set; }

    /// <summary>
    /// Reads the stored form: oldest first, per end the key and 64 bits of time in milliseconds, state and quantity.
    /// </summary>
    public static EndedHolds FromBytes(ReadOnlySpan<byte> bytes, bool hasForgotten)
    {
        if (bytes.Length % RecordLength != 0) throw new FormatException("The ended holds have an invalid length.");
        var ended = new EndedHolds { HasForgotten = hasForgotten };
        ended._ends.EnsureCapacity(bytes.Length / RecordLength);
        for (; !bytes.IsEmpty; bytes = bytes[RecordLength..])
        {
            var key = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
            ended._ends.Add(key, Unpack(BinaryPrimitives.ReadUInt64LittleEndian(bytes[KeyLength..])));
            ended._oldestFirst.Enqueue(key);
        }

        return ended;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[_oldestFirst.Count * RecordLength];
        var rest = bytes.AsSpan();
        foreach (var key in _oldestFirst)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(rest, key);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[KeyLength..], Pack(_ends[key]));
            rest = rest[RecordLength..];
        }

        return bytes;
    }

    public bool TryGet(HoldId id, out EndedHold end) => _ends.TryGetValue(Key(id), out end);

    public void Add(HoldId id, EndedHold end)
    {
        var key = Key(id);
        _ends.Add(key, end);
        _oldestFirst.Enqueue(key);
        while (_oldestFirst.TryPeek(out var oldest) && IsForgettable(_ends[oldest].At, end.At))
        {
            _ends.Remove(oldest);
            _oldestFirst.Dequeue();
            HasForgotten = true;
        }
    }

    private bool IsForgettable(DateTimeOffset endedAt, DateTimeOffset now) =>
        _ends.Count > StockLimits.EndedHoldsMax ||
        (_ends.Count > StockLimits.EndedHoldsKept && now - endedAt > StockLimits.EndedHoldTimeMin);

    private static ulong Pack(EndedHold end) =>
        ((ulong)end.At.ToUnixTimeMilliseconds() << (QuantityBits + StateBits)) |
        ((ulong)(uint)end.State << QuantityBits) | (uint)end.Quantity;

    private static EndedHold Unpack(ulong packed)
    {
        var quantity = (int)(packed & ((1 << QuantityBits) - 1));
        var state = (HoldState)((packed >> QuantityBits) & ((1 << StateBits) - 1));
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)(packed >> (QuantityBits + StateBits)));
        return new(state, quantity, at);
    }

    private static UInt128 Key(HoldId id)
    {
        Span<byte> text = stackalloc byte[HoldId.LengthMax];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.ASCII.GetBytes(id.Value, text);
        SHA256.HashData(text[..length], digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}

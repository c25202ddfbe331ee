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
/// The ends of holds, remembered long enough that a repeated or late command meets them: the latest
/// <see cref="StockLimits.EndedHoldsKept"/> always, younger ones for <see cref="StockLimits.EndedHoldTimeMin"/>, never
/// more than <see cref="StockLimits.EndedHoldsMax"/>. An id is kept as 128 bits of its SHA-256, so that a SKU that
/// sells a hundred thousand units an hour costs some megabytes and not tens of them.
/// </summary>
internal sealed class EndedHolds
{
    private const int RecordLength = 16 + 1 + 4 + 8;

    private readonly Dictionary<UInt128, EndedHold> _ends = [];
    private readonly Queue<UInt128> _oldestFirst = new();

    public int Count => _ends.Count;

    public static EndedHolds FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % RecordLength != 0) throw new FormatException("The ended holds have a wrong length.");
        var ended = new EndedHolds();
        ended._ends.EnsureCapacity(bytes.Length / RecordLength);
        for (; !bytes.IsEmpty; bytes = bytes[RecordLength..])
        {
            var key = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
            var quantity = BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]);
            var at = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(bytes[21..]));
            ended._ends.Add(key, new((HoldState)bytes[16], quantity, at));
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
            var end = _ends[key];
            BinaryPrimitives.WriteUInt128LittleEndian(rest, key);
            rest[16] = (byte)end.State;
            BinaryPrimitives.WriteInt32LittleEndian(rest[17..], end.Quantity);
            BinaryPrimitives.WriteInt64LittleEndian(rest[21..], end.At.ToUnixTimeMilliseconds());
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
        }
    }

    private bool IsForgettable(DateTimeOffset endedAt, DateTimeOffset now) =>
        _ends.Count > StockLimits.EndedHoldsMax ||
        (_ends.Count > StockLimits.EndedHoldsKept && now - endedAt > StockLimits.EndedHoldTimeMin);

    private static UInt128 Key(HoldId id)
    {
        Span<byte> text = stackalloc byte[HoldId.LengthMax];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.ASCII.GetBytes(id.Value, text);
        SHA256.HashData(text[..length], digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}

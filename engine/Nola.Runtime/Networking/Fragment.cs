using System.Buffers.Binary;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>
/// A piece of a frame that is too large to be sent at once: a frame whose payload is <see cref="Kind"/>, a lane, in the
/// first piece of a lane the length of the whole payload, and bytes of it. Pieces of up to <see cref="LanesMax"/> frames
/// take turns, with small frames between them. The layout is fixed by <c>docs/design/wire-format.md</c>.
/// </summary>
internal static class Fragment
{
    /// <summary>Takes the place of the kind of message, and is none.</summary>
    public const byte Kind = 10;

    /// <summary>What the receiver says of pieces: how many bytes it has taken since it last said so.</summary>
    public const byte TakenKind = 11;

    /// <summary>Bytes of pieces after which the receiver says so.</summary>
    public const int TakenLength = 4 * LengthMax;

    /// <summary>
    /// Bytes of pieces that may be on their way: what a small frame may find before it in the buffers of the system,
    /// about a millisecond of a fast network.
    /// </summary>
    public const int WindowLength = 16 * LengthMax;

    /// <summary>Bytes of a frame in one piece: some ten microseconds of a fast network.</summary>
    public const int LengthMax = 64 * 1024;

    /// <summary>Large frames under way at a time on one connection and direction.</summary>
    public const int LanesMax = 4;

    private const int LaneOffset = 1;
    private const int BytesOffset = 2;
    private const int TakenPayloadLength = BytesOffset + sizeof(int);

    /// <summary>Appends a piece as a frame; the first of its lane tells the whole length.</summary>
    public static void Append(ByteBuffer buffer, int lane, int? wholeLength, ReadOnlySpan<byte> bytes)
    {
        var start = Frame.Begin(buffer);
        buffer.Append([Kind, (byte)lane]);
        if (wholeLength is { } length)
        {
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), length);
            buffer.Advance(sizeof(int));
        }

        buffer.Append(bytes);
        Frame.End(buffer, start);
    }

    /// <summary>The frame that tells how much was taken.</summary>
    public static void AppendTaken(ByteBuffer buffer, int length)
    {
        var start = Frame.Begin(buffer);
        buffer.Append([TakenKind, 0]);
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), length);
        buffer.Advance(sizeof(int));
        Frame.End(buffer, start);
    }

    /// <exception cref="InvalidMessageFrameException">It is none.</exception>
    public static uint ReadTaken(ReadOnlySpan<byte> payload) => payload.Length == TakenPayloadLength
        ? BinaryPrimitives.ReadUInt32LittleEndian(payload[BytesOffset..])
        : throw new InvalidMessageFrameException("A notice of taken fragments has another length.");

    /// <exception cref="InvalidMessageFrameException">There is no such lane.</exception>
    public static int ReadLane(ReadOnlySpan<byte> payload) =>
        payload.Length > LaneOffset && payload[LaneOffset] < LanesMax
            ? payload[LaneOffset]
            : throw new InvalidMessageFrameException("A fragment belongs to no lane.");

    /// <summary>The bytes of a piece that is not the first one of its lane.</summary>
    public static ReadOnlySpan<byte> ReadBytes(ReadOnlySpan<byte> payload) => payload[BytesOffset..];

    /// <summary>The length of the whole and the bytes of a first piece.</summary>
    /// <exception cref="InvalidMessageFrameException">The piece is too short.</exception>
    public static uint ReadFirst(ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> bytes)
    {
        var rest = payload[BytesOffset..];
        if (rest.Length < sizeof(uint)) throw new InvalidMessageFrameException("A first fragment tells no length.");

        bytes = rest[sizeof(uint)..];
        return BinaryPrimitives.ReadUInt32LittleEndian(rest);
    }
}

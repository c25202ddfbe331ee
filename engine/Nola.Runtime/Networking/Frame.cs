using System.Buffers.Binary;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>
/// The envelope of everything on a connection: the payload's length and CRC-32C, four bytes each and little-endian, and
/// the payload. The layout is fixed by <c>docs/design/wire-format.md</c>.
/// </summary>
internal static class Frame
{
    public const int HeaderLength = 8;

    /// <summary>The largest payload that travels in one piece; larger ones are cut into fragments.</summary>
    public const int PayloadLengthMax = 128 * 1024;

    /// <summary>The flag, in the payload's second byte, of frames that must not overtake any that was sent before.</summary>
    public const byte OrderedFlag = 16;

    /// <summary>
    /// Leaves room for a header; the payload is appended next and <see cref="End"/> completes the frame.
    /// </summary>
    public static int Begin(ByteBuffer buffer)
    {
        var start = buffer.Length;
        buffer.GetSpan(HeaderLength)[..HeaderLength].Clear();
        buffer.Advance(HeaderLength);
        return start;
    }

    public static void End(ByteBuffer buffer, int start)
    {
        var payload = buffer.Span[(start + HeaderLength)..];
        var header = buffer.GetWritten(start, HeaderLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32C.Compute(payload));
    }

    /// <summary>Whether the frame must not overtake larger ones.</summary>
    public static bool IsOrdered(ReadOnlySpan<byte> frame) =>
        frame.Length > HeaderLength + 1 && (frame[HeaderLength + 1] & OrderedFlag) != 0;

    /// <summary>The first of frames that this host has written.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> frames) =>
        frames[..(HeaderLength + (int)BinaryPrimitives.ReadUInt32LittleEndian(frames))];

    public static void Append(ByteBuffer buffer, ReadOnlySpan<byte> payload)
    {
        var start = Begin(buffer);
        buffer.Append(payload);
        End(buffer, start);
    }

    /// <summary>
    /// Finds the payload of the first frame. False where more bytes are needed; the length is refused before anything
    /// is allocated for it.
    /// </summary>
    /// <exception cref="InvalidMessageFrameException">The length is above the cap, or the checksum is
    /// wrong.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int payloadLengthMax, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (bytes.Length < HeaderLength) return false;

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length > (uint)payloadLengthMax || length == 0)
        {
            throw new InvalidMessageFrameException(
                $"A frame claims a payload of {length} bytes; between 1 and {payloadLengthMax} are accepted.");
        }

        if (bytes.Length - HeaderLength < (int)length) return false;

        payload = bytes.Slice(HeaderLength, (int)length);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == Crc32C.Compute(payload)
            ? true
            : throw new InvalidMessageFrameException($"The checksum of a frame of {length} bytes is wrong.");
    }
}

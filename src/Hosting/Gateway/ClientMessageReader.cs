using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace ShopActors.Hosting.Gateway;

/// <summary>
/// Reads a client's messages to a silo's gateway, and closes the connection at the first message whose
/// sender is not a client: the gateway passes the sender on unchecked, and grains derive the caller from it
/// (docs/adr/0002-who-may-call-a-grain.md).
/// <para>
/// A connection carries one preamble (length, content) and then messages: length of the header, length of the body,
/// header, body. A header begins with flags, the message's number, and the type and the key of the sender's id.
/// </para>
/// </summary>
internal sealed class ClientMessageReader(PipeReader inner, SerializerSessionPool sessions) : PipeReader
{
    private const int LengthSize = sizeof(int);
    private const int LengthsSize = 2 * LengthSize;
    private const int IdPartMax = 64; // Longer than a client's type and the inspected part of its key.

    private static ReadOnlySpan<byte> SiloKeyPrefix => "hosted-"u8;

    private ReadOnlySequence<byte> _buffer;

    // The start of the next message to check, counted from the start of the buffer; beyond its end if not yet received.
    private long _next = -1;

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Check(await inner.ReadAsync(cancellationToken).ConfigureAwait(false));

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result)) return false;
        result = Check(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_next >= 0) _next -= _buffer.Slice(0, consumed).Length;
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Check(ReadResult result)
    {
        _buffer = result.Buffer;
        if (_next < 0 && !TryPassPreamble()) return result;
        while (TryCheckNext())
        {
            // Check all complete messages before the first of them is handed on.
        }

        return result;
    }

    private bool TryPassPreamble()
    {
        var lengths = new SequenceReader<byte>(_buffer);
        if (!lengths.TryReadLittleEndian(out int length)) return false;
        if (length < 0) Refuse();
        _next = LengthSize + (long)length;
        return true;
    }

    private bool TryCheckNext()
    {
        if (_buffer.Length - _next < LengthsSize) return false;
        var lengths = new SequenceReader<byte>(_buffer.Slice(_next));
        lengths.TryReadLittleEndian(out int header);
        lengths.TryReadLittleEndian(out int body);
        if (header < 0 || body < 0) Refuse();
        if (lengths.Remaining < header) return false;

        CheckSender(lengths.UnreadSequence.Slice(0, header));
        _next += LengthsSize + (long)header + body;
        return true;
    }

    private void CheckSender(ReadOnlySequence<byte> header)
    {
        Span<byte> bytes = stackalloc byte[IdPartMax];
        using var session = sessions.GetSession();
        var reader = Reader.Create(header, session);
        reader.ReadUInt32();
        reader.ReadInt64();
        var type = ReadIdPart(ref reader, bytes);
        if (type > IdPartMax || !bytes[..type].StartsWith(GrainTypePrefix.ClientPrefixBytes.Span)) Refuse();

        // Calls that a silo's process makes itself also have a client's id, but one with this prefix.
        var key = Math.Min(ReadIdPart(ref reader, bytes), IdPartMax);
        if (bytes[..key].StartsWith(SiloKeyPrefix)) Refuse();
    }

    /// <summary>Reads the type or the key of an id, as far as the span has room, and returns its length.</summary>
    private static int ReadIdPart(ref Reader<ReadOnlySequenceInput> reader, scoped Span<byte> room)
    {
        var length = (int)Math.Min(reader.ReadVarUInt32(), int.MaxValue);
        if (length == 0) return 0;
        reader.ReadInt32(); // The hash.
        reader.ReadBytes(room[..Math.Min(length, room.Length)]);
        return length;
    }

    [DoesNotReturn]
    private static void Refuse() =>
        throw new ConnectionAbortedException("A client sent a message whose sender is not a client.");
}

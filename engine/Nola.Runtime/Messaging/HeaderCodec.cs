using System.Net;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Messaging;

/// <summary>
/// Writes and reads headers. The layout is fixed by <c>docs/design/wire-format.md</c> and its golden bytes.
/// </summary>
internal sealed class HeaderCodec(InterfaceIds interfaces)
{
    private const int TypeArgumentsMax = 16;
    private const int ContextEntriesMax = 1024;

    private readonly GrainTypeTable _grainTypes = new();
    private readonly GrainKeyTable _grainKeys = new();

    public void Write(ref Writer writer, in MessageHeader header)
    {
        var flags = FlagsOf(header);
        writer.WriteByte((byte)header.Kind);
        writer.WriteByte((byte)flags);
        writer.WriteVarUInt64((ulong)header.CorrelationId);
        if (header.Origin is { } origin) WriteAddress(ref writer, origin);
        if (header.Target is { } target) WriteAddress(ref writer, target);
        if (header.IsCall) WriteCall(ref writer, header, flags);
    }

    /// <exception cref="InvalidMessageFrameException">The bytes are no header.</exception>
    public MessageHeader Read(ref Reader reader)
    {
        try
        {
            var kind = (MessageKind)reader.ReadByte();
            var header = new MessageHeader { Kind = kind, TypeArguments = [] };
            if (header.Kind is < MessageKind.Request or > MessageKind.ControlReply)
            {
                throw new InvalidMessageFrameException($"There is no message of kind {(byte)header.Kind}.");
            }

            var flags = header.Flags = (MessageFlags)reader.ReadByte();
            header.CorrelationId = (long)reader.ReadVarUInt64();
            if ((flags & MessageFlags.Origin) != 0) header.Origin = ReadAddress(ref reader);
            if ((flags & MessageFlags.Target) != 0) header.Target = ReadAddress(ref reader);
            if (header.IsCall) ReadCall(ref reader, ref header, flags);
            return header;
        }
        catch (SerializerException exception)
        {
            throw new InvalidMessageFrameException($"A message header is malformed: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Reads what depends on the types this host knows. A failure is the call's alone: the frame itself is sound.
    /// </summary>
    /// <exception cref="SerializerException">A type is unknown, or the bytes are no request context.</exception>
    public void ReadTypes(ref Reader reader, ref MessageHeader header)
    {
        var codecs = reader.Session.Codecs;
        header.InterfaceType = header.InterfaceId == InterfaceIds.Named
            ? codecs.ResolveName(reader.ReadLengthPrefixed()).Type
            : interfaces.Find(header.InterfaceId);
        if ((header.Flags & MessageFlags.TypeArguments) != 0)
        {
            header.TypeArguments = new Type[ReadCount(ref reader, TypeArgumentsMax)];
            for (var i = 0; i < header.TypeArguments.Length; i++)
            {
                header.TypeArguments[i] = codecs.ResolveName(reader.ReadLengthPrefixed()).Type;
            }
        }

        if ((header.Flags & MessageFlags.RequestContext) != 0) header.RequestContext = ReadContext(ref reader);
    }

    public static void WriteAddress(ref Writer writer, SiloAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.Endpoint.Address.TryWriteBytes(bytes, out var length);
        writer.WriteByte((byte)length);
        writer.WriteBytes(bytes[..length]);
        writer.WriteVarUInt32((uint)address.Endpoint.Port);
        writer.WriteUInt32(unchecked((uint)address.Generation));
    }

    public static SiloAddress ReadAddress(ref Reader reader)
    {
        var length = reader.ReadByte();
        if (length is not (4 or 16)) throw new InvalidMessageFrameException($"No address has {length} bytes.");

        var address = new IPAddress(reader.ReadBytes(length));
        var port = reader.ReadVarUInt32();
        if (port > ushort.MaxValue) throw new InvalidMessageFrameException($"There is no port {port}.");

        return SiloAddress.New(address, (int)port, unchecked((int)reader.ReadUInt32()));
    }

    private static MessageFlags FlagsOf(in MessageHeader header)
    {
        var flags = MessageFlags.None;
        if (header.Origin is not null) flags |= MessageFlags.Origin;
        if (header.Target is not null) flags |= MessageFlags.Target;
        if (header.IsOrdered) flags |= MessageFlags.Ordered;
        if (!header.IsCall) return flags;

        if (!header.SendingGrain.IsDefault) flags |= MessageFlags.SendingGrain;
        if (header.TimeToLive != Timeout.InfiniteTimeSpan) flags |= MessageFlags.TimeToLive;
        if (header.RequestContext is { Count: > 0 }) flags |= MessageFlags.RequestContext;
        if (header.ForwardCount > 0) flags |= MessageFlags.Forwards;
        if (header.TypeArguments.Length > 0) flags |= MessageFlags.TypeArguments;
        return flags;
    }

    private void WriteCall(ref Writer writer, in MessageHeader header, MessageFlags flags)
    {
        WriteGrain(ref writer, header.TargetGrain);
        if ((flags & MessageFlags.SendingGrain) != 0) WriteGrain(ref writer, header.SendingGrain);
        if ((flags & MessageFlags.TimeToLive) != 0)
        {
            writer.WriteVarUInt64((ulong)Math.Max(0, Math.Ceiling(header.TimeToLive.TotalMilliseconds)));
        }

        if ((flags & MessageFlags.Forwards) != 0) writer.WriteByte((byte)header.ForwardCount);
        var interfaceId = interfaces.GetId(header.InterfaceType!);
        writer.WriteUInt32(interfaceId);
        writer.WriteUInt32(header.MethodId);
        if (interfaceId == InterfaceIds.Named)
        {
            writer.WriteString(writer.Session.Codecs.GetTypeName(header.InterfaceType!));
        }

        if ((flags & MessageFlags.TypeArguments) != 0)
        {
            writer.WriteVarUInt32((uint)header.TypeArguments.Length);
            foreach (var type in header.TypeArguments) writer.WriteString(writer.Session.Codecs.GetTypeName(type));
        }

        if ((flags & MessageFlags.RequestContext) != 0) WriteContext(ref writer, header.RequestContext!);
    }

    private void ReadCall(ref Reader reader, ref MessageHeader header, MessageFlags flags)
    {
        header.TargetGrain = ReadGrain(ref reader);
        if ((flags & MessageFlags.SendingGrain) != 0) header.SendingGrain = ReadGrain(ref reader);
        header.TimeToLive = (flags & MessageFlags.TimeToLive) == 0
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Min(reader.ReadVarUInt64(), int.MaxValue));
        if ((flags & MessageFlags.Forwards) != 0) header.ForwardCount = reader.ReadByte();
        header.InterfaceId = reader.ReadUInt32();
        header.MethodId = reader.ReadUInt32();
    }

    private static void WriteGrain(ref Writer writer, GrainId grain)
    {
        var type = grain.Type.AsSpan();
        var key = grain.Key.AsSpan();
        writer.WriteVarUInt32((uint)type.Length);
        writer.WriteBytes(type);
        writer.WriteVarUInt32((uint)key.Length);
        writer.WriteBytes(key);
    }

    private GrainId ReadGrain(ref Reader reader)
    {
        var type = _grainTypes.Get(reader.ReadLengthPrefixed());
        return new GrainId(type, _grainKeys.Get(reader.ReadLengthPrefixed()));
    }

    private static void WriteContext(ref Writer writer, Dictionary<string, object> context)
    {
        var codec = writer.Session.GetCodec<object>();
        writer.WriteVarUInt32((uint)context.Count);
        foreach (var (key, value) in context)
        {
            writer.WriteString(key);
            codec.WriteField(ref writer, 0, value);
        }
    }

    private static Dictionary<string, object> ReadContext(ref Reader reader)
    {
        var codec = reader.Session.GetCodec<object>();
        var count = ReadCount(ref reader, ContextEntriesMax);
        var context = new Dictionary<string, object>(count);
        for (var i = 0; i < count; i++)
        {
            var key = reader.ReadString();
            context[key] = codec.ReadField(ref reader);
        }

        return context;
    }

    private static int ReadCount(ref Reader reader, int max)
    {
        var count = reader.ReadVarUInt32();
        return count <= max && count <= reader.Remaining
            ? (int)count
            : throw new InvalidMessageFrameException($"A header claims {count} entries where {max} are accepted.");
    }
}

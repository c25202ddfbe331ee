using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>The bytes that silos exchange about displaced grains. The layouts are part of the wire format.</summary>
internal static class DirectoryMessages
{
    private const int GuidLength = 16;

    /// <summary>A grain and the activations that a message is about.</summary>
    public static byte[] Write(GrainId grain, params ReadOnlySpan<ActivationId> activations)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        WriteGrain(writer, grain);
        foreach (var activation in activations) writer.Write(activation.Key.ToByteArray());
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; false where the bytes are not that.</summary>
    public static bool TryRead(byte[] bytes, Span<ActivationId> activations, out GrainId grain)
    {
        grain = default;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            grain = ReadGrain(reader);
            foreach (ref var activation in activations) activation = ReadActivation(reader);
            return true;
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException)
        {
            return false;
        }
    }

    /// <summary>What a silo hosts: whether it knows that ring grains may be displaced, and the grains.</summary>
    public static byte[] WriteHosted(RingGrains ringGrains, IReadOnlyCollection<KeyValuePair<GrainId, HostedGrain>> hosted)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)ringGrains);
        writer.Write(hosted.Count);
        foreach (var (grain, (activation, isLeaving)) in hosted)
        {
            WriteGrain(writer, grain);
            writer.Write(activation.Key.ToByteArray());
            writer.Write(isLeaving);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="WriteHosted"/> wrote, or gives null where the bytes are not that.</summary>
    public static (RingGrains RingGrains, List<(GrainId Grain, HostedGrain Hosted)> Hosted)? TryReadHosted(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            var ringGrains = (RingGrains)reader.ReadByte();
            var count = reader.ReadInt32();
            if (count < 0 || count > bytes.Length / GuidLength) return null;

            var hosted = new List<(GrainId, HostedGrain)>(count);
            for (var i = 0; i < count; i++)
            {
                var grain = ReadGrain(reader);
                hosted.Add((grain, new HostedGrain(ReadActivation(reader), reader.ReadBoolean())));
            }

            return (ringGrains, hosted);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException)
        {
            return null;
        }
    }

    private static void WriteGrain(BinaryWriter writer, GrainId grain)
    {
        WriteBytes(writer, grain.Type.AsSpan());
        WriteBytes(writer, grain.Key.AsSpan());
    }

    private static GrainId ReadGrain(BinaryReader reader) =>
        new(new GrainType(ReadBytes(reader)), new IdSpan(ReadBytes(reader)));

    private static void WriteBytes(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.Read7BitEncodedInt();
        if (length < 0 || length > reader.BaseStream.Length - reader.BaseStream.Position)
        {
            throw new FormatException("The text is longer than the message.");
        }

        return reader.ReadBytes(length);
    }

    private static ActivationId ReadActivation(BinaryReader reader)
    {
        var bytes = reader.ReadBytes(GuidLength);
        return bytes.Length == GuidLength
            ? new ActivationId(new Guid(bytes))
            : throw new EndOfStreamException();
    }
}

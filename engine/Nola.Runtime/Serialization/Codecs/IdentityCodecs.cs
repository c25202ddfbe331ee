using System.Net;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

internal sealed class IdSpanCodec : FieldCodec<IdSpan>
{
    public override void WriteField(ref Writer writer, uint fieldId, IdSpan value) =>
        writer.WriteBytesField(fieldId, value.AsSpan());

    public override IdSpan ReadValue(ref Reader reader, FieldHeader header)
    {
        var bytes = reader.ReadBytesField(header);
        return bytes.IsEmpty ? default : new(bytes.ToArray());
    }
}

internal sealed class GrainTypeCodec : FieldCodec<GrainType>
{
    private readonly IdSpanCodec _id = new();

    public override void WriteField(ref Writer writer, uint fieldId, GrainType value) =>
        _id.WriteField(ref writer, fieldId, value.Value);

    public override GrainType ReadValue(ref Reader reader, FieldHeader header) =>
        new(_id.ReadValue(ref reader, header));
}

internal sealed class GrainInterfaceTypeCodec : FieldCodec<GrainInterfaceType>
{
    private readonly IdSpanCodec _id = new();

    public override void WriteField(ref Writer writer, uint fieldId, GrainInterfaceType value) =>
        _id.WriteField(ref writer, fieldId, value.Value);

    public override GrainInterfaceType ReadValue(ref Reader reader, FieldHeader header) =>
        new(_id.ReadValue(ref reader, header));
}

internal sealed class GrainIdCodec : FieldCodec<GrainId>
{
    private readonly IdSpanCodec _id = new();

    public override void WriteField(ref Writer writer, uint fieldId, GrainId value)
    {
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        WriteFields(ref writer, value);
        writer.WriteEnd();
    }

    public override GrainId ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(FieldLayout.Group);
        IdSpan type = default, key = default;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: type = _id.ReadValue(ref reader, field); break;
                case 1: key = _id.ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        return new(new GrainType(type), key);
    }

    internal static void WriteFields(ref Writer writer, GrainId value)
    {
        writer.WriteBytesField(0, value.Type.AsSpan());
        writer.WriteBytesField(1, value.Key.AsSpan());
    }
}

internal sealed class SiloAddressCodec : TextCodec<SiloAddress>
{
    protected override string Format(SiloAddress value) => value.ToParsableString();

    protected override SiloAddress Parse(string text) => SiloAddress.FromParsableString(text);
}

internal sealed class ActivationIdCodec : FieldCodec<ActivationId>
{
    public override void WriteField(ref Writer writer, uint fieldId, ActivationId value) =>
        writer.WriteField(fieldId, value.ToParsableString());

    public override ActivationId ReadValue(ref Reader reader, FieldHeader header)
    {
        try
        {
            return ActivationId.FromParsableString(reader.ReadString(header) ?? "");
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new SerializerException("The text is no activation id.", exception);
        }
    }
}

internal sealed class MembershipVersionCodec : FieldCodec<MembershipVersion>
{
    public override void WriteField(ref Writer writer, uint fieldId, MembershipVersion value) =>
        writer.WriteField(fieldId, value.Value);

    public override MembershipVersion ReadValue(ref Reader reader, FieldHeader header) => new(reader.ReadInt64(header));
}

internal sealed class GrainAddressCodec : FieldCodec<GrainAddress?>
{
    private readonly GrainIdCodec _grainId = new();
    private readonly ActivationIdCodec _activationId = new();
    private readonly SiloAddressCodec _silo = new();

    public override void WriteField(ref Writer writer, uint fieldId, GrainAddress? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
            return;
        }

        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        _grainId.WriteField(ref writer, 0, value.GrainId);
        _activationId.WriteField(ref writer, 1, value.ActivationId);
        _silo.WriteField(ref writer, 2, value.SiloAddress);
        writer.WriteField(3, value.MembershipVersion.Value);
        writer.WriteEnd();
    }

    public override GrainAddress? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference)
        {
            reader.ReadNull();
            return null;
        }

        header.Expect(FieldLayout.Group);
        GrainId grainId = default;
        ActivationId activationId = default;
        SiloAddress? silo = null;
        MembershipVersion version = default;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: grainId = _grainId.ReadValue(ref reader, field); break;
                case 1: activationId = _activationId.ReadValue(ref reader, field); break;
                case 2: silo = _silo.ReadValue(ref reader, field); break;
                case 3: version = new(reader.ReadInt64(field)); break;
                default: reader.Skip(field); break;
            }
        }

        return new()
        {
            GrainId = grainId,
            ActivationId = activationId,
            SiloAddress = silo,
            MembershipVersion =
            version
        };
    }
}

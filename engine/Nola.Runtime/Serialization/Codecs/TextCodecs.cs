using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>Immutable classes that have a text form from which they can be made again.</summary>
internal abstract class TextCodec<T> : FieldCodec<T?>
    where T : class
{
    public sealed override void WriteField(ref Writer writer, uint fieldId, T? value) =>
        writer.WriteField(fieldId, value is null ? null : Format(value));

    public sealed override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        var text = reader.ReadString(header);
        if (text is null) return null;

        try
        {
            return Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            throw new SerializerException($"The text is no {typeof(T).Name}.", exception);
        }
    }

    protected abstract string Format(T value);

    protected abstract T Parse(string text);
}

internal sealed class UriCodec : TextCodec<Uri>
{
    protected override string Format(Uri value) => value.OriginalString;

    protected override Uri Parse(string text) => new(text, UriKind.RelativeOrAbsolute);
}

internal sealed class VersionCodec : TextCodec<Version>
{
    protected override string Format(Version value) => value.ToString();

    protected override Version Parse(string text) => Version.Parse(text);
}

internal sealed class CultureInfoCodec : TextCodec<CultureInfo>
{
    protected override string Format(CultureInfo value) => value.Name;

    protected override CultureInfo Parse(string text) => CultureInfo.GetCultureInfo(text);
}

internal sealed class CompareInfoCodec : TextCodec<CompareInfo>
{
    protected override string Format(CompareInfo value) => value.Name;

    protected override CompareInfo Parse(string text) => CompareInfo.GetCompareInfo(text);
}

internal sealed class IPAddressCodec : FieldCodec<IPAddress?>
{
    public override void WriteField(ref Writer writer, uint fieldId, IPAddress? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
            return;
        }

        Span<byte> bytes = stackalloc byte[20];
        value.TryWriteBytes(bytes, out var length);
        if (length == 16 && value.ScopeId != 0)
        {
            BitConverter.TryWriteBytes(bytes[16..], (uint)value.ScopeId);
            length = 20;
        }

        writer.WriteBytesField(fieldId, bytes[..length]);
    }

    public override IPAddress? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference)
        {
            reader.ReadNull();
            return null;
        }

        var bytes = reader.ReadBytesField(header);
        return bytes.Length switch
        {
            4 or 16 => new(bytes),
            20 => new(bytes[..16], BitConverter.ToUInt32(bytes[16..])),
            _ => throw new SerializerException("The bytes are no IP address."),
        };
    }
}

internal sealed class IPEndPointCodec : FieldCodec<IPEndPoint?>
{
    private readonly IPAddressCodec _address = new();

    public override void WriteField(ref Writer writer, uint fieldId, IPEndPoint? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
            return;
        }

        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        _address.WriteField(ref writer, 0, value.Address);
        writer.WriteField(1, (ushort)value.Port);
        writer.WriteEnd();
    }

    public override IPEndPoint? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference)
        {
            reader.ReadNull();
            return null;
        }

        header.Expect(FieldLayout.Group);
        IPAddress? address = null;
        ushort port = 0;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: address = _address.ReadValue(ref reader, field); break;
                case 1: port = reader.ReadUInt16(field); break;
                default: reader.Skip(field); break;
            }
        }

        return new(address ?? throw new SerializerException("An end point lacks its address."), port);
    }
}

internal sealed class BigIntegerCodec : FieldCodec<BigInteger>
{
    public override void WriteField(ref Writer writer, uint fieldId, BigInteger value) =>
        writer.WriteBytesField(fieldId, value.ToByteArray());

    public override BigInteger ReadValue(ref Reader reader, FieldHeader header) => new(reader.ReadBytesField(header));
}

internal sealed class RuneCodec : FieldCodec<Rune>
{
    public override void WriteField(ref Writer writer, uint fieldId, Rune value) =>
        writer.WriteField(fieldId, (uint)value.Value);

    public override Rune ReadValue(ref Reader reader, FieldHeader header) =>
        Rune.TryCreate(reader.ReadUInt32(header), out var rune)
            ? rune
            : throw new SerializerException("The number is no Unicode scalar value.");
}

/// <summary>Types travel by their registered names, so only types that the reader knows arrive.</summary>
internal sealed class TypeCodec : FieldCodec<Type?>
{
    public override void WriteField(ref Writer writer, uint fieldId, Type? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
            return;
        }

        writer.WriteField(fieldId, writer.Session.Codecs.GetTypeName(value));
    }

    public override Type? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout != FieldLayout.Reference) return reader.Session.Codecs
            .ResolveName(reader.ReadBytesField(header)).Type;
        reader.ReadNull();
        return null;
    }
}

/// <summary>A token means nothing in another process. Calls carry theirs by a message of its own.</summary>
internal sealed class CancellationTokenCodec : FieldCodec<CancellationToken>
{
    public override void WriteField(ref Writer writer, uint fieldId, CancellationToken value) =>
        writer.WriteField(fieldId, 0u);

    public override CancellationToken ReadValue(ref Reader reader, FieldHeader header)
    {
        reader.Skip(header);
        return default;
    }
}

using Orleans;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>Values that travel as a surrogate: a group whose field 0 is it.</summary>
internal sealed class SurrogateCodec<TValue,
    TSurrogate>(HostCodecProvider codecs, IConverter<TValue, TSurrogate> converter)
    : FieldCodec<TValue?>
    where TSurrogate : struct
{
    private FieldCodec<TSurrogate>? _surrogate;

    private FieldCodec<TSurrogate> Surrogate => _surrogate ??= codecs.GetCodec<TSurrogate>();

    public override void WriteField(ref Writer writer, uint fieldId, TValue? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
            return;
        }

        if (typeof(TValue).IsValueType) writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        else if (value.GetType() != typeof(TValue) && codecs.HasOwnCodec(value.GetType()))
        {
            writer.WriteTyped(fieldId, value);
            return;
        }
        else if (writer.TryWriteReference(fieldId, value, FieldLayout.Group)) return;

        writer.Session.Enter();
        WriteContent(ref writer, value);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override TValue? ReadValue(ref Reader reader, FieldHeader header)
    {
        switch (header.Layout)
        {
            case FieldLayout.Reference:
                return reader.ReadReference(this);
            case FieldLayout.Typed:
                return reader.ReadTyped<TValue>();
        }

        header.Expect(FieldLayout.Group);
        reader.Session.Enter();
        var position = reader.Position;
        var surrogate = ReadContent(ref reader, out var end);
        reader.SkipToEnd(end);
        var value = converter.ConvertFromSurrogate(in surrogate);
        if (!typeof(TValue).IsValueType && value is not null) reader.Remember(position, value);
        reader.Session.Leave();
        return value;
    }

    internal void WriteContent(ref Writer writer, TValue value) =>
        Surrogate.WriteField(ref writer, 0, converter.ConvertToSurrogate(in value));

    internal TSurrogate ReadContent(ref Reader reader, out FieldHeader end)
    {
        TSurrogate surrogate = default;
        while (reader.TryReadFieldHeader(out end))
        {
            if (end.Id == 0) surrogate = Surrogate.ReadValue(ref reader, end);
            else reader.Skip(end);
        }

        return surrogate;
    }
}

/// <summary>The base level of classes derived from one that has a surrogate.</summary>
internal sealed class SurrogateBaseCodec<TValue, TSurrogate>(
    SurrogateCodec<TValue, TSurrogate> codec,
    IPopulator<TValue, TSurrogate> populator) : ILevelCodec<TValue>
    where TValue : class
    where TSurrogate : struct
{
    public void WriteFields(ref Writer writer, TValue value) => codec.WriteContent(ref writer, value);

    public FieldHeader ReadFields(ref Reader reader, TValue value)
    {
        var surrogate = codec.ReadContent(ref reader, out var end);
        populator.Populate(in surrogate, value);
        return end;
    }
}

/// <summary>Copies by way of the surrogate.</summary>
internal sealed class SurrogateCopier<TValue,
    TSurrogate>(HostCodecProvider codecs, IConverter<TValue, TSurrogate> converter)
    : ValueCopier<TValue?>
    where TSurrogate : struct
{
    public override TValue? Copy(TValue? value, CopyContext context)
    {
        if (value is null) return value;
        if (typeof(TValue).IsValueType) return Convert(value, context);
        if (value.GetType() != typeof(TValue) && codecs.HasOwnCopier(value.GetType()))
        {
            return (TValue?)codecs.GetRuntimeCopier(value).CopyObject(value, context);
        }

        if (context.TryGetCopy<object>(value, out var known)) return (TValue)known!;

        var copy = Convert(value, context);
        if (copy is not null) context.RecordCopy(value, copy);
        return copy;
    }

    internal TSurrogate CopySurrogate(TValue value, CopyContext context) =>
        context.Copy(converter.ConvertToSurrogate(in value));

    private TValue Convert(TValue value, CopyContext context)
    {
        context.Enter();
        var surrogate = CopySurrogate(value, context);
        context.Leave();
        return converter.ConvertFromSurrogate(in surrogate);
    }
}

/// <summary>The base level of classes derived from one that has a surrogate.</summary>
internal sealed class SurrogateBaseCopier<TValue, TSurrogate>(
    SurrogateCopier<TValue, TSurrogate> copier,
    IPopulator<TValue, TSurrogate> populator) : IBaseCopier<TValue>
    where TValue : class
    where TSurrogate : struct
{
    public void DeepCopy(TValue source, TValue target, CopyContext context)
    {
        var surrogate = copier.CopySurrogate(source, context);
        populator.Populate(in surrogate, target);
    }
}

using System.Buffers;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Nola.Runtime.Serialization.External;

/// <summary>The host's codec of a type as a service. It is looked up when it is used: codecs may need each other.</summary>
internal sealed class InjectedCodec<T>(CodecProvider codecs) : IFieldCodec<T>
{
    public void WriteField<TBufferWriter>(
        ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, T? value)
        where TBufferWriter : IBufferWriter<byte> =>
        codecs.GetCodec<T>().WriteField(ref writer, fieldIdDelta, expectedType, value);

    public T? ReadValue<TInput>(ref Reader<TInput> reader, Field field) =>
        codecs.GetCodec<T>().ReadValue(ref reader, field);
}

/// <summary>The host's codec of a base class's members as a service.</summary>
internal sealed class InjectedBaseCodec<T>(CodecProvider codecs) : IBaseCodec<T>
    where T : class
{
    private IBaseCodec<T> Codec => field ??= codecs.GetBaseCodec<T>();

    public void Serialize<TBufferWriter>(ref Writer<TBufferWriter> writer, T value)
        where TBufferWriter : IBufferWriter<byte> => Codec.Serialize(ref writer, value);

    public void Deserialize<TInput>(ref Reader<TInput> reader, T value) => Codec.Deserialize(ref reader, value);
}

/// <summary>The host's copier of a type as a service.</summary>
internal sealed class InjectedCopier<T>(CodecProvider codecs) : IDeepCopier<T>
{
    public T DeepCopy(T input, CopyContext context) => codecs.GetCopier<T>().DeepCopy(input, context);
}

/// <summary>The host's copier of a base class's members as a service.</summary>
internal sealed class InjectedBaseCopier<T>(CodecProvider codecs) : IBaseCopier<T>
    where T : class
{
    public void DeepCopy(T input, T output, CopyContext context) =>
        codecs.GetBaseCopier<T>().DeepCopy(input, output, context);
}

/// <summary>The host's activator of a type as a service.</summary>
internal sealed class InjectedActivator<T>(CodecProvider codecs) : IActivator<T>
{
    public T Create() => codecs.GetActivator<T>().Create();
}

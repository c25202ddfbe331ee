using System.Text.Json;
using Nola.Runtime.Serialization.Codecs;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization;

internal sealed class JsonForeignSerializer(
    Func<Type, bool> canSerialize,
    Func<Type, bool> canCopy,
    JsonSerializerOptions options) : IForeignSerializer
{
    public bool CanSerialize(Type type) => canSerialize(type);

    public bool CanCopy(Type type) => canCopy(type);

    public FieldCodec<T> CreateCodec<T>() => new JsonCodec<T>(options)!;

    public ValueCopier<T> CreateCopier<T>() => new JsonCopier<T>(options)!;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Nola.Runtime.Serialization.Codecs;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization;

/// <summary>Types that the application has chosen to send as JSON, and those that are JSON themselves.</summary>
internal sealed class JsonForeignSerializer(
    Func<Type, bool> canSerialize, Func<Type, bool> canCopy, JsonCodecOptions options) : IForeignSerializer
{
    private static readonly HashSet<Type> s_documents =
    [
        typeof(JsonElement), typeof(JsonDocument), typeof(JsonNode), typeof(JsonObject), typeof(JsonArray),
        typeof(JsonValue),
    ];

    public bool CanSerialize(Type type) =>
        s_documents.Contains(type) || (options.IsSerializableType?.Invoke(type) ?? canSerialize(type));

    public bool CanCopy(Type type) =>
        s_documents.Contains(type) || (options.IsCopyableType?.Invoke(type) ?? canCopy(type));

    public FieldCodec<T> CreateCodec<T>() => new JsonCodec<T>(options.SerializerOptions)!;

    public ValueCopier<T> CreateCopier<T>() => new JsonCopier<T>(options.SerializerOptions)!;
}

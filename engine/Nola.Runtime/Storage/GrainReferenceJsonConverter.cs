using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nola.Runtime.Storage;

/// <summary>Grain references in JSON: the grain's id and the interface's name.</summary>
internal sealed class GrainReferenceJsonConverter(Func<IGrainFactory> grains) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeof(IAddressable).IsAssignableFrom(typeToConvert)
        && (typeToConvert.IsInterface || typeof(GrainReference).IsAssignableFrom(typeToConvert));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), grains)!;

    private sealed record Form(string Id, string Interface);

    private sealed class Converter<T>(Func<IGrainFactory> grains) : JsonConverter<T>
        where T : class, IAddressable
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var form = JsonSerializer.Deserialize<Form>(ref reader)
                ?? throw new JsonException("A grain reference has no id.");
            var id = GrainId.Parse(form.Id);
            var reference = typeToConvert.IsInterface && typeToConvert != typeof(IAddressable)
                ? ((GrainReference)grains().GetGrain(id)).Cast<T>()
                : grains().GetGrain(id, GrainInterfaceType.Create(form.Interface));
            return (T)reference;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var reference = value as GrainReference ?? (GrainReference)(object)value.AsReference<T>();
            JsonSerializer.Serialize(
                writer, new Form(reference.GrainId.ToString(), reference.InterfaceType.ToString()));
        }
    }
}

using System.Text.Json;

namespace Orleans.Serialization;

/// <summary>How types are sent and copied as JSON.</summary>
public class JsonCodecOptions
{
    /// <summary>Options of the JSON serializer.</summary>
    public JsonSerializerOptions SerializerOptions { get; set; } = new();

    /// <summary>Which types are sent as JSON; null leaves a type to what was said when JSON was added.</summary>
    public Func<Type, bool?>? IsSerializableType { get; set; }

    /// <summary>As above, for types that are copied by way of JSON.</summary>
    public Func<Type, bool?>? IsCopyableType { get; set; }
}

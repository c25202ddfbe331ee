using System.Text.Json;

namespace Orleans.Serialization;

/// <summary>How states are stored as JSON.</summary>
public sealed class SystemTextJsonGrainStorageSerializerOptions
{
    /// <summary>The serializer's options. The silo adds a converter of grain references.</summary>
    public JsonSerializerOptions JsonSerializerOptions { get; } = new() { IncludeFields = true };
}

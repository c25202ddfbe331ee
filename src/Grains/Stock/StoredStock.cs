using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ShopActors;

/// <summary>The stored form of <see cref="StockState"/>.</summary>
internal sealed record StoredStock
{
    public required Sku Sku { get; init; }

    public required bool IsOpen { get; init; }

    public required long Version { get; init; }

    public required long Initial { get; init; }

    public required long Received { get; init; }

    public required long Adjusted { get; init; }

    public required long Sold { get; init; }

    public required long EarlierReceived { get; init; }

    public required long EarlierAdjusted { get; init; }

    public required ImmutableArray<StockMovement> Movements { get; init; }

    public required ImmutableArray<Hold> Holds { get; init; }

    /// <summary>See <see cref="EndedHolds.ToBytes"/>.</summary>
    public required byte[] Ended { get; init; }

    public required bool HasForgotten { get; init; }

    public long LowAt { get; init; }

    public StockLevel Level { get; init; }

    public OperationId? ThresholdSetBy { get; init; }
}

/// <summary>Converts a <see cref="StockState"/> to and from its stored form.</summary>
internal sealed class StockStateJsonConverter : JsonConverter<StockState>
{
    public override StockState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StockState.FromStored(
            JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<StoredStock>)options.GetTypeInfo(typeof(StoredStock)))
            ?? throw new JsonException("The stored stock is null."));

    public override void Write(Utf8JsonWriter writer, StockState value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToStored(), StockJson.Default.StoredStock);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(StockEvent))]
[JsonSerializable(typeof(StockState))]
[JsonSerializable(typeof(StoredStock))]
internal sealed partial class StockJson : JsonSerializerContext;

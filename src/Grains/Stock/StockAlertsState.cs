using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The SKUs that are low or out, the latest <see cref="StockLimits.AlertsMax"/>.</summary>
internal sealed record StockAlertsState : IJournalState<StockAlertsState, StockAlertsEvent>, IProjection
{
    public static JournalCodec<StockAlertsState, StockAlertsEvent> Codec { get; } =
        new(StockAlertsJson.Default.StockAlertsState, StockAlertsJson.Default.StockAlertsEvent);

    public long Position { get; init; }

    public ImmutableSortedDictionary<string, StockAlert> Alerts { get; init; } =
        ImmutableSortedDictionary.Create<string, StockAlert>(StringComparer.Ordinal);

    public static StockAlertsState Begin(string key) => new();

    public StockAlertsState Apply(StockAlertsEvent e) => e switch
    {
        AlertsFollowed followed => this with
        {
            Position = followed.Position,
            Alerts = followed.Changed.Aggregate(Alerts, Set),
        },
        _ => throw new InvalidOperationException($"Unknown event of the alerts {e.GetType().Name}."),
    };

    private static ImmutableSortedDictionary<string, StockAlert> Set(
        ImmutableSortedDictionary<string, StockAlert> alerts, StockAlert changed)
    {
        if (changed.Level == StockLevel.InStock) return alerts.Remove(changed.Sku.Value);
        var next = alerts.SetItem(changed.Sku.Value, changed);
        return next.Count > StockLimits.AlertsMax
            ? next.Remove(next.Values.MinBy(alert => alert.Since)!.Sku.Value)
            : next;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(StockAlertsEvent))]
[JsonSerializable(typeof(StockAlertsState))]
internal sealed partial class StockAlertsJson : JsonSerializerContext;

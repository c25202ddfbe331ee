using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The orders that guests placed with an address, oldest first.</summary>
internal sealed record GuestOrdersState(ImmutableArray<OrderId> Orders)
    : IJournalState<GuestOrdersState, GuestOrdersEvent>
{
    /// <summary>The most orders that wait for their customer.</summary>
    public const int OrdersMax = 500;

    public static JournalCodec<GuestOrdersState, GuestOrdersEvent> Codec { get; } =
        new(GuestOrdersJson.Default.GuestOrdersState, GuestOrdersJson.Default.GuestOrdersEvent);

    public static GuestOrdersState Begin(string key) => new([]);

    public GuestOrdersState Apply(GuestOrdersEvent e) => e switch
    {
        GuestOrderAdded added => new(
            Orders.Length < OrdersMax ? Orders.Add(added.Order) : Orders.RemoveAt(0).Add(added.Order)),
        GuestOrderRemoved removed => new(Orders.Remove(removed.Order)),
        _ => throw new InvalidOperationException($"Unknown event {e.GetType().Name}."),
    };
}

/// <summary>The events of an address's orders; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(GuestOrderAdded), "added")]
[JsonDerivedType(typeof(GuestOrderRemoved), "removed")]
internal abstract record GuestOrdersEvent;

internal sealed record GuestOrderAdded(OrderId Order) : GuestOrdersEvent;

internal sealed record GuestOrderRemoved(OrderId Order) : GuestOrdersEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(GuestOrdersEvent))]
[JsonSerializable(typeof(GuestOrdersState))]
internal sealed partial class GuestOrdersJson : JsonSerializerContext;

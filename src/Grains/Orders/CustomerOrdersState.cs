using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>An entry of a principal's list; the latest comes first.</summary>
internal sealed record ListedOrder(OrderId Order, DateTimeOffset PlacedAt) : IComparable<ListedOrder>
{
    public int CompareTo(ListedOrder? other)
    {
        if (other is null) return -1;
        var byTime = other.PlacedAt.CompareTo(PlacedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(Order.Value, other.Order.Value);
    }
}

/// <summary>A principal's orders.</summary>
internal sealed record CustomerOrdersState
{
    public static CustomerOrdersState Empty { get; } = new();

    public ImmutableSortedSet<ListedOrder> Orders { get; init; } = [];
}

/// <summary>What happened to a principal's list.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Listed), "order-listed")]
internal abstract record CustomerOrdersEvent
{
    internal sealed record Listed(OrderId Order, DateTimeOffset PlacedAt) : CustomerOrdersEvent;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CustomerOrdersState))]
[JsonSerializable(typeof(CustomerOrdersEvent))]
internal sealed partial class CustomerOrdersJson : JsonSerializerContext;

/// <summary>How a principal's list is written to and read from its journal.</summary>
internal static class CustomerOrdersCodec
{
    public static JournalCodec<CustomerOrdersState, CustomerOrdersEvent> Instance { get; } =
        new(CustomerOrdersJson.Default.CustomerOrdersState, CustomerOrdersJson.Default.CustomerOrdersEvent);
}

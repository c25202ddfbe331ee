using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The orders of a block of numbers; empty until it is filed.</summary>
internal sealed record OrderNumberBlockState(ImmutableArray<OrderId> Orders)
    : IJournalState<OrderNumberBlockState, OrderNumberBlockEvent>
{
    public static JournalCodec<OrderNumberBlockState, OrderNumberBlockEvent> Codec { get; } =
        new(OrderNumberJson.Default.OrderNumberBlockState, OrderNumberJson.Default.OrderNumberBlockEvent);

    public static OrderNumberBlockState Begin(string key) => new([]);

    public OrderNumberBlockState Apply(OrderNumberBlockEvent e) => e is BlockFilled filled
        ? new(filled.Orders)
        : throw new InvalidOperationException($"Unknown event {e.GetType().Name}.");
}

/// <summary>The events of a block; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(BlockFilled), "filled")]
internal abstract record OrderNumberBlockEvent;

internal sealed record BlockFilled(ImmutableArray<OrderId> Orders) : OrderNumberBlockEvent;

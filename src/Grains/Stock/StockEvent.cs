using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The events of one SKU's stock. Their names and members are the stored format (names are short because a hot SKU
/// writes many): a name is never reused, and a member is only ever added, with a default.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(StockOpened), "opened")]
[JsonDerivedType(typeof(StockAdjusted), "adjusted")]
[JsonDerivedType(typeof(UnitsHeld), "held")]
[JsonDerivedType(typeof(UnitsTaken), "taken")]
[JsonDerivedType(typeof(HoldSold), "sold")]
[JsonDerivedType(typeof(HoldReleased), "released")]
[JsonDerivedType(typeof(DeadlinesPassed), "expired")]
[JsonDerivedType(typeof(ThresholdSet), "low-at")]
[JsonDerivedType(typeof(LevelChanged), "level")]
internal abstract record StockEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed record StockOpened(OperationId Operation, long Initial) : StockEvent;

internal sealed record StockAdjusted(OperationId Operation, StockReason Reason, long Delta) : StockEvent;

internal sealed record UnitsHeld(
    [property: JsonPropertyName("h")] HoldId Hold,
    [property: JsonPropertyName("q")] int Quantity,
    [property: JsonPropertyName("x")] DateTimeOffset ExpiresAt)
    : StockEvent;

/// <summary>Units were reserved for an order, without a deadline.</summary>
internal sealed record UnitsTaken(
    [property: JsonPropertyName("h")] HoldId Hold, [property: JsonPropertyName("q")] int Quantity) : StockEvent;

internal sealed record HoldSold([property: JsonPropertyName("h")] HoldId Hold) : StockEvent;

/// <summary>A hold was released; for an unknown id, the tombstone that prevents it.</summary>
internal sealed record HoldReleased([property: JsonPropertyName("h")] HoldId Hold) : StockEvent;

/// <summary>Every hold whose deadline is not after <see cref="StockEvent.At"/> was released.</summary>
internal sealed record DeadlinesPassed : StockEvent;

/// <summary>From how many units on the SKU is low.</summary>
internal sealed record ThresholdSet(OperationId Operation, long LowAt) : StockEvent;

/// <summary>The event before it has changed how much is left.</summary>
internal sealed record LevelChanged([property: JsonPropertyName("l")] StockLevel Level) : StockEvent;

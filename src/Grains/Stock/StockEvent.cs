using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// What happened to the stock of one SKU. The names and members are the stored format (names are short because a hot
/// SKU writes many): a name is never reused, a member only ever added, with a default.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(StockOpened), "opened")]
[JsonDerivedType(typeof(StockAdjusted), "adjusted")]
[JsonDerivedType(typeof(UnitsHeld), "held")]
[JsonDerivedType(typeof(UnitsTaken), "taken")]
[JsonDerivedType(typeof(HoldSold), "sold")]
[JsonDerivedType(typeof(HoldReleased), "released")]
[JsonDerivedType(typeof(DeadlinesPassed), "expired")]
internal abstract record StockEvent
{
    /// <summary>When, by the clock of the silo that decided it.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed record StockOpened(OperationId Operation, long Initial) : StockEvent;

internal sealed record StockAdjusted(OperationId Operation, StockReason Reason, long Delta) : StockEvent;

internal sealed record UnitsHeld(
    [property: JsonPropertyName("h")] HoldId Hold,
    [property: JsonPropertyName("q")] int Quantity,
    [property: JsonPropertyName("x")] DateTimeOffset ExpiresAt)
    : StockEvent;

/// <summary>Units were set aside for an order, without a deadline.</summary>
internal sealed record UnitsTaken(
    [property: JsonPropertyName("h")] HoldId Hold, [property: JsonPropertyName("q")] int Quantity) : StockEvent;

internal sealed record HoldSold([property: JsonPropertyName("h")] HoldId Hold) : StockEvent;

/// <summary>A hold was given back, or will never be: of an unknown id it leaves the tombstone.</summary>
internal sealed record HoldReleased([property: JsonPropertyName("h")] HoldId Hold) : StockEvent;

/// <summary>Every hold whose deadline is not after <see cref="StockEvent.At"/> was given back.</summary>
internal sealed record DeadlinesPassed : StockEvent;

using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// A live hold: held until a deadline, or pinned by an order. Only <see cref="StockState"/> changes it.
/// </summary>
internal sealed class Hold
{
    /// <summary>A total order: by deadline, then by id.</summary>
    public static IComparer<Hold> ByDeadline { get; } = Comparer<Hold>.Create(static (left, right) =>
    {
        var byDeadline = left.ExpiresAt.CompareTo(right.ExpiresAt);
        return byDeadline != 0 ? byDeadline : string.CompareOrdinal(left.Id.Value, right.Id.Value);
    });

    [JsonPropertyName("h")]
    public required HoldId Id { get; init; }

    [JsonPropertyName("q")]
    public required int Quantity { get; init; }

    [JsonPropertyName("p")]
    public bool Pinned { get; init; }

    /// <summary>Meaningless if <see cref="Pinned"/>.</summary>
    [JsonPropertyName("x")]
    public DateTimeOffset ExpiresAt { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset Since { get; init; }

    public bool IsOverdue(DateTimeOffset now) => !Pinned && ExpiresAt <= now;

    public HoldSnapshot ToSnapshot() => new()
    {
        Id = Id,
        State = Pinned ? HoldState.Pinned : HoldState.Held,
        Quantity = Quantity,
        ExpiresAt = Pinned ? null : ExpiresAt,
        Since = Since,
    };
}

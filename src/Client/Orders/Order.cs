namespace ShopActors.Client;

/// <summary>An order.</summary>
public sealed record Order : ShopResource
{
    /// <summary>The order's id.</summary>
    public required string Id { get; init; }

    /// <summary>The cart it was placed from.</summary>
    public required string CartId { get; init; }

    /// <summary>Its status; a pending order ends without further requests.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Why it was cancelled, or is being cancelled.</summary>
    public CancellationReason? Reason { get; init; }

    /// <summary>Details of the reason, as text, such as the payment's <c>declineCode</c>.</summary>
    public IReadOnlyDictionary<string, string>? ReasonDetails { get; init; }

    /// <summary>The ordered lines.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>What was attached to the cart.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The sum of the lines, fixed when the order was placed.</summary>
    public required Money Total { get; init; }

    /// <summary>Its payment.</summary>
    public required OrderPayment Payment { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was confirmed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts the events of its timeline, from 1.</summary>
    public required long Version { get; init; }
}

namespace ShopActors.Client;

/// <summary>The cart to merge.</summary>
public sealed record MergeCartRequest
{
    /// <summary>The cart whose lines to move into this one.</summary>
    public required string FromCartId { get; init; }

    /// <summary>The quantity of a line that is in both carts; the larger one if null.</summary>
    public MergeStrategy? Strategy { get; init; }

    /// <summary>The token of the guest who owns the other cart, if another than the caller does.</summary>
    public string? FromToken { get; init; }
}

namespace ShopActors.Client;

/// <summary>A coupon on a cart.</summary>
public sealed record Coupon
{
    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>Whether it reduces the total now.</summary>
    public required bool Applied { get; init; }
}

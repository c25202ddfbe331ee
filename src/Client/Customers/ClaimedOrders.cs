namespace ShopActors.Client;

/// <summary>The orders that a customer has got.</summary>
public sealed record ClaimedOrders : ShopResource
{
    /// <summary>How many orders of guests are the customer's since this request.</summary>
    public required int Claimed { get; init; }
}

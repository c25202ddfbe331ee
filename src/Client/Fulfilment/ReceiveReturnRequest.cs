namespace ShopActors.Client;

/// <summary>What came back.</summary>
public sealed record ReceiveReturnRequest
{
    /// <summary>The units; all that were asked for, to be sold again, if null.</summary>
    public IReadOnlyList<ReceivedUnits>? Lines { get; init; }

    /// <summary>Whether the buyer gets the price of these units back; true if null.</summary>
    public bool? Refund { get; init; }
}

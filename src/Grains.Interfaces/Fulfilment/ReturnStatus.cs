namespace ShopActors;

/// <summary>The status of a return.</summary>
[GenerateSerializer, Alias("shop.return-status")]
public enum ReturnStatus
{
    /// <summary>Asked for; the shop has not decided.</summary>
    Requested = 0,

    /// <summary>The buyer may send the goods.</summary>
    Approved = 1,

    /// <summary>The shop does not take the goods back.</summary>
    Rejected = 2,

    /// <summary>The goods are back.</summary>
    Received = 3,
}

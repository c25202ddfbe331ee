namespace ShopActors;

/// <summary>How the quantities of a SKU that both carts have are combined.</summary>
[GenerateSerializer, Alias("shop.merge-strategy")]
public enum MergeStrategy
{
    /// <summary>The larger of both.</summary>
    Max = 0,

    /// <summary>Both together.</summary>
    Sum = 1,
}

/// <summary>Moves everything of another cart into this one.</summary>
[GenerateSerializer, Immutable, Alias("shop.merge-cart")]
public sealed record MergeCart
{
    /// <summary>The cart to take from; afterwards it is <see cref="CartStatus.Merged"/>.</summary>
    [Id(0)]
    public required CartId From { get; init; }

    /// <summary>
    /// The owner of the other cart: the guest whose token came with the request, or the caller.
    /// </summary>
    [Id(1)]
    public required Caller FromOwner { get; init; }

    /// <summary>What to do with SKUs that both have.</summary>
    [Id(2)]
    public MergeStrategy Strategy { get; init; }
}

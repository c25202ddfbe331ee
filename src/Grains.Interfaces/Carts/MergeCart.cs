namespace ShopActors;

/// <summary>How to combine the quantities of a line that is in both carts.</summary>
[GenerateSerializer, Alias("shop.merge-strategy")]
public enum MergeStrategy
{
    /// <summary>The larger quantity.</summary>
    Max = 0,

    /// <summary>The sum of both quantities.</summary>
    Sum = 1,
}

/// <summary>
/// Moves all lines of another cart into this one, with their metadata. Lines of the same SKU and metadata become one.
/// Of the carts' own metadata, this cart's entries win over entries of the same name, and the other's are left out
/// beyond <see cref="CartLimits.MetadataMax"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.merge-cart")]
public sealed record MergeCart
{
    /// <summary>The cart to merge; afterwards it is <see cref="CartStatus.Merged"/>.</summary>
    [Id(0)]
    public required CartId From { get; init; }

    /// <summary>
    /// The owner of the other cart: the guest whose token came with the request, or the caller.
    /// </summary>
    [Id(1)]
    public required Caller FromOwner { get; init; }

    /// <summary>How to combine lines that are in both carts.</summary>
    [Id(2)]
    public MergeStrategy Strategy { get; init; }
}

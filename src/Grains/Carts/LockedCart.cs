using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The content of a checkout: the cart's lines at the prices of the moment it was locked. They never change.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.locked-cart")]
internal sealed record LockedCart
{
    /// <summary>The cart.</summary>
    [Id(0)]
    public required CartId Cart { get; init; }

    /// <summary>The checkout that locked it.</summary>
    [Id(1)]
    public required OrderId Order { get; init; }

    /// <summary>The version of the cart that was locked.</summary>
    [Id(2)]
    public required long Version { get; init; }

    /// <summary>The lines; a SKU may occur more than once, with different metadata.</summary>
    [Id(3)]
    public required ImmutableArray<CartLineSnapshot> Lines { get; init; }

    /// <summary>What the buyer pays.</summary>
    [Id(4)]
    public required Money Total { get; init; }

    /// <summary>The cart's owner, who also owns the order.</summary>
    [Id(5)]
    public required PrincipalId Owner { get; init; }

    /// <summary>How the total comes about; null if it is just the sum of the lines.</summary>
    [Id(6)]
    public CartCharges? Charges { get; init; }
}

using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The merge that closed a cart.</summary>
internal sealed record CartSeal(CartId Target, OperationId Operation)
{
    /// <summary>Whether the target has taken the content, so that it will not ask again.</summary>
    public bool IsSettled { get; init; }

    public bool Is(CartId target, OperationId operation) => Target == target && Operation == operation;
}

/// <summary>
/// A seal whose cart was begun anew before its target had confirmed that it has the content. The target may still ask
/// for the content, or give it back.
/// </summary>
internal sealed record EarlierSeal(CartSeal Seal, Currency Currency, ImmutableArray<CartLineSnapshot> Lines)
{
    /// <summary>The cart's own metadata; null if there is none.</summary>
    public ImmutableDictionary<string, string>? Metadata { get; init; }

    /// <summary>When the content expires, as it would have in its cart; after that it cannot be claimed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Whether the target has given the content back. It then waits until the cart is open and in its currency.
    /// </summary>
    public bool IsReturned { get; init; }
}

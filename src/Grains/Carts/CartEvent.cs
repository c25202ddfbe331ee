using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The events of a cart. Their names and members are the stored format: a name is never reused, and a member is only
/// ever added, with a default.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(CartCreated), "created")]
[JsonDerivedType(typeof(CartRenewed), "renewed")]
[JsonDerivedType(typeof(CartLineSet), "line-set")]
[JsonDerivedType(typeof(CartLineRemoved), "line-removed")]
[JsonDerivedType(typeof(CartBuyerSet), "buyer-set")]
[JsonDerivedType(typeof(CartMethodSet), "method-set")]
[JsonDerivedType(typeof(CartCouponAdded), "coupon-added")]
[JsonDerivedType(typeof(CartCouponRemoved), "coupon-removed")]
[JsonDerivedType(typeof(CartLocked), "locked")]
[JsonDerivedType(typeof(CartUnlocked), "unlocked")]
[JsonDerivedType(typeof(CartCheckedOut), "checked-out")]
[JsonDerivedType(typeof(MergeBegun), "merge-begun")]
[JsonDerivedType(typeof(MergeGivenUp), "merge-given-up")]
[JsonDerivedType(typeof(CartMerged), "merged")]
[JsonDerivedType(typeof(MergeEnded), "merge-ended")]
[JsonDerivedType(typeof(CartSealed), "sealed")]
[JsonDerivedType(typeof(CartReopened), "reopened")]
[JsonDerivedType(typeof(SealSettled), "seal-settled")]
[JsonDerivedType(typeof(SealReturned), "seal-returned")]
internal abstract record CartEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A shopper's command that was answered with the cart. A repetition gets the same answer.</summary>
internal abstract record CartCommandDone(OperationId Operation, string Fingerprint) : CartEvent
{
    /// <summary>Other lines whose title or price the command refreshed.</summary>
    /// <remarks>
    /// A member missing in a stored event is read as its type's default, whatever the initializer says.
    /// </remarks>
    public ImmutableArray<LineRefresh> Refreshed { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>The catalogue's current title and price of a line.</summary>
internal sealed record LineRefresh(LineId Line, string Title, Money UnitPrice);

internal sealed record CartCreated(OperationId Operation, string Fingerprint, PrincipalId Owner, Currency Currency)
    : CartCommandDone(Operation, Fingerprint)
{
    /// <summary>The cart's own metadata; null if there is none.</summary>
    public ImmutableDictionary<string, string>? Metadata { get; init; }
}

/// <summary>Begins a cart anew that has expired or was merged into another one.</summary>
internal sealed record CartRenewed(OperationId Operation, string Fingerprint, Currency Currency)
    : CartCommandDone(Operation, Fingerprint)
{
    /// <summary>The cart's own metadata; null if there is none.</summary>
    public ImmutableDictionary<string, string>? Metadata { get; init; }
}

/// <summary>Adds the line or replaces it.</summary>
internal sealed record CartLineSet(OperationId Operation, string Fingerprint, CartLineSnapshot Line)
    : CartCommandDone(Operation, Fingerprint)
{
    /// <summary>The units available to the owner, if the SKU's lines still ask for more; null otherwise.</summary>
    public long? Available { get; init; }
}

internal sealed record CartLineRemoved(OperationId Operation, string Fingerprint, LineId Line)
    : CartCommandDone(Operation, Fingerprint);

/// <summary>Replaces what is known of the buyer, encrypted (<see cref="SealedBuyer"/>).</summary>
internal sealed record CartBuyerSet(OperationId Operation, string Fingerprint, string Buyer, ShipTo? ShipTo)
    : CartCommandDone(Operation, Fingerprint);

internal sealed record CartMethodSet(OperationId Operation, string Fingerprint, string Method)
    : CartCommandDone(Operation, Fingerprint);

internal sealed record CartCouponAdded(OperationId Operation, string Fingerprint, CouponCode Code)
    : CartCommandDone(Operation, Fingerprint);

internal sealed record CartCouponRemoved(OperationId Operation, string Fingerprint, CouponCode Code)
    : CartCommandDone(Operation, Fingerprint);

internal sealed record CartLocked(LockedCart Locked) : CartEvent;

internal sealed record CartUnlocked(OrderId Order) : CartEvent;

internal sealed record CartCheckedOut(OrderId Order) : CartEvent;

/// <summary>
/// The intent to merge, recorded before the source is called: the next activation of the cart continues it.
/// </summary>
internal sealed record MergeBegun(OperationId Operation, MergeCart Command) : CartEvent;

/// <summary>The source's lines do not fit into this cart; the source must be reopened.</summary>
internal sealed record MergeGivenUp(OperationId Operation) : CartEvent;

/// <summary>Replaces lines and metadata by the merged ones.</summary>
internal sealed record CartMerged(
    OperationId Operation,
    string Fingerprint,
    ImmutableArray<CartLineSnapshot> Lines,
    ImmutableArray<CartWarning> Warnings)
    : CartCommandDone(Operation, Fingerprint)
{
    /// <summary>The cart's own metadata; null if there is none.</summary>
    public ImmutableDictionary<string, string>? Metadata { get; init; }
}

/// <summary>The merge has ended without an effect on this cart.</summary>
internal sealed record MergeEnded(OperationId Operation) : CartEvent;

internal sealed record CartSealed(CartId Target, OperationId Operation) : CartEvent;

internal sealed record CartReopened : CartEvent;

/// <summary>The target of a merge has taken the content of its seal.</summary>
internal sealed record SealSettled(CartId Target, OperationId Operation) : CartEvent;

/// <summary>The target of a merge gave back the content of a seal, after the cart was begun anew.</summary>
internal sealed record SealReturned(CartId Target, OperationId Operation) : CartEvent;

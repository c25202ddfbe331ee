using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// What happened to a cart. The names and members are the stored format: a name is never reused, a member only ever
/// added, with a default.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(CartCreated), "created")]
[JsonDerivedType(typeof(CartLineSet), "line-set")]
[JsonDerivedType(typeof(CartLineRemoved), "line-removed")]
[JsonDerivedType(typeof(CartLocked), "locked")]
[JsonDerivedType(typeof(CartUnlocked), "unlocked")]
[JsonDerivedType(typeof(CartCheckedOut), "checked-out")]
[JsonDerivedType(typeof(MergeBegun), "merge-begun")]
[JsonDerivedType(typeof(MergeGivenUp), "merge-given-up")]
[JsonDerivedType(typeof(CartMerged), "merged")]
[JsonDerivedType(typeof(MergeEnded), "merge-ended")]
[JsonDerivedType(typeof(CartSealed), "sealed")]
[JsonDerivedType(typeof(CartReopened), "reopened")]
internal abstract record CartEvent
{
    /// <summary>When, by the clock of the silo that decided it.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A shopper's command that is answered with the cart, and answered again when it is repeated.</summary>
internal abstract record CartCommandDone(OperationId Operation, string Fingerprint) : CartEvent
{
    /// <summary>What other lines the command brought up to date.</summary>
    /// <remarks>
    /// A member that a stored event lacks is read as its type's default, whatever its initializer says.
    /// </remarks>
    public ImmutableArray<LineRefresh> Refreshed { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>The catalogue's present title and price of a line.</summary>
internal sealed record LineRefresh(LineId Line, string Title, Money UnitPrice);

internal sealed record CartCreated(OperationId Operation, string Fingerprint, PrincipalId Owner, Currency Currency)
    : CartCommandDone(Operation, Fingerprint);

/// <summary>The line is now this, whether it was there before or not.</summary>
internal sealed record CartLineSet(OperationId Operation, string Fingerprint, CartLineSnapshot Line)
    : CartCommandDone(Operation, Fingerprint);

internal sealed record CartLineRemoved(OperationId Operation, string Fingerprint, LineId Line)
    : CartCommandDone(Operation, Fingerprint);

internal sealed record CartLocked(LockedCart Locked) : CartEvent;

internal sealed record CartUnlocked(OrderId Order) : CartEvent;

internal sealed record CartCheckedOut(OrderId Order) : CartEvent;

/// <summary>The intent, before the source is asked: the next activation of the cart carries it on.</summary>
internal sealed record MergeBegun(OperationId Operation, MergeCart Command) : CartEvent;

/// <summary>The source's content does not fit here; the source must be opened again.</summary>
internal sealed record MergeGivenUp(OperationId Operation) : CartEvent;

/// <summary>The lines are now these.</summary>
internal sealed record CartMerged(
    OperationId Operation,
    string Fingerprint,
    ImmutableArray<CartLineSnapshot> Lines,
    ImmutableArray<CartWarning> Warnings)
    : CartCommandDone(Operation, Fingerprint);

/// <summary>The merge has ended without effect here.</summary>
internal sealed record MergeEnded(OperationId Operation) : CartEvent;

internal sealed record CartSealed(CartId Target, OperationId Operation) : CartEvent;

internal sealed record CartReopened : CartEvent;

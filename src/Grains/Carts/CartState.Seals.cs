using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// The seals of a cart that was begun anew after a merge. The merge's target repeats its step after a crash, so the
/// content of a seal outlives its cart's renewal until the target confirms it, gives it back, or it expires.
/// </summary>
internal sealed partial record CartState
{
    /// <summary>The seals of earlier merges whose content is still needed, oldest first.</summary>
    public ImmutableArray<EarlierSeal> EarlierSeals { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The latest merges of this cart that have ended with its content taken, oldest first.</summary>
    public ImmutableArray<CartSeal> EndedMerges { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Whether the cart can be begun anew without losing a seal that may still be needed. A cart that has expired or is
    /// sealed has neither a checkout nor a merge of its own: both keep a cart from expiring, and are refused with and
    /// by a seal.
    /// </summary>
    public bool CanRenew(DateTimeOffset now) =>
        Lock is null && Merge is null &&
        (!IsSealNeeded(now) || Needed(now).Length < CartLimits.EarlierSealsMax);

    public bool HasSeal(CartId target, OperationId operation) =>
        Seal?.Is(target, operation) == true || FindEarlier(target, operation) is not null;

    /// <summary>The content that a merge has sealed.</summary>
    public CartSnapshot ToSnapshot(CartId target, OperationId operation) =>
        FindEarlier(target, operation) is not { } earlier
            ? ToSnapshot()
            : ToSnapshot() with
            {
                Status = CartStatus.Merged,
                Currency = earlier.Currency,
                Lines = earlier.Lines,
                Total = TotalOf(earlier.Lines, earlier.Currency),
                Metadata = earlier.Metadata ?? ImmutableDictionary<string, string>.Empty,
            };

    public bool HasEnded(CartId target, OperationId operation) =>
        EndedMerges.Any(ended => ended.Is(target, operation));

    // What was given back belongs to this cart again.
    private EarlierSeal? FindEarlier(CartId target, OperationId operation) =>
        EarlierSeals.FirstOrDefault(earlier => !earlier.IsReturned && earlier.Seal.Is(target, operation));

    private bool IsSealNeeded(DateTimeOffset now) => Seal is { IsSettled: false } && now < ExpiresAt;

    private ImmutableArray<EarlierSeal> Needed(DateTimeOffset now) =>
        EarlierSeals.RemoveAll(earlier => earlier.ExpiresAt <= now);

    private CartState Renew(CartRenewed renewed)
    {
        var seals = Needed(renewed.At);
        if (IsSealNeeded(renewed.At))
        {
            seals = seals.Add(new(Seal!, Currency!.Value, Lines) { Metadata = Metadata, ExpiresAt = ExpiresAt });
        }

        return (Touch(renewed) with
        {
            Currency = renewed.Currency,
            Metadata = renewed.Metadata,
            Lines = [],
            Buyer = null,
            ShipTo = null,
            Method = null,
            Coupons = [],
            Seal = null,
            EarlierSeals = seals,
        }).TakeReturned();
    }

    // The version stays: the shopper sees no change.
    private CartState Settle(SealSettled settled)
    {
        var ended = EndedMerges.Add(new(settled.Target, settled.Operation) { IsSettled = true });
        if (ended.Length > CartLimits.EndedMergesKept) ended = ended.RemoveAt(0);
        return this with
        {
            EndedMerges = ended,
            Seal = Seal?.Is(settled.Target, settled.Operation) == true ? ended[^1] : Seal,
            EarlierSeals = FindEarlier(settled.Target, settled.Operation) is { } earlier
                ? EarlierSeals.Remove(earlier)
                : EarlierSeals,
        };
    }

    private CartState Return(SealReturned returned)
    {
        var earlier = FindEarlier(returned.Target, returned.Operation)!;
        return (Touch(returned) with
        {
            EarlierSeals = EarlierSeals.Replace(earlier, earlier with { IsReturned = true }),
        }).TakeReturned();
    }

    /// <summary>
    /// Adds the lines that targets gave back. Those of another currency wait until the cart is begun anew in it. A cart
    /// may exceed its number of lines by this: none is lost.
    /// </summary>
    private CartState TakeReturned()
    {
        var state = this;
        foreach (var earlier in EarlierSeals)
        {
            if (!earlier.IsReturned || Seal is not null || earlier.Currency != Currency) continue;
            state = state with
            {
                Lines = CartLines.Combine(Id, state.Lines, earlier.Lines, MergeStrategy.Sum, []),
                Metadata = CartMetadata.Merge(state.Metadata, earlier.Metadata),
                EarlierSeals = state.EarlierSeals.Remove(earlier),
            };
        }

        return state;
    }
}

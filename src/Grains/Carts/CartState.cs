using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A cart. It does not exist while its owner is the default value.</summary>
internal sealed partial record CartState : IJournalState<CartState, CartEvent>
{
    public static JournalCodec<CartState, CartEvent> Codec { get; } =
        new(CartJson.Default.CartState, CartJson.Default.CartEvent);

    public required CartId Id { get; init; }

    public PrincipalId? Owner { get; init; }

    public Currency? Currency { get; init; }

    public long Version { get; init; }

    public ImmutableArray<CartLineSnapshot> Lines { get; init; } = [];

    /// <summary>The cart's own metadata; null if there is none.</summary>
    public ImmutableDictionary<string, string>? Metadata { get; init; }

    /// <summary>Who buys, encrypted with the owner's key; null if that is not known yet.</summary>
    public string? Buyer { get; init; }

    /// <summary>As much of the shipping address as prices follow from; null without an address.</summary>
    public ShipTo? ShipTo { get; init; }

    /// <summary>The chosen shipping method; null for none.</summary>
    public string? Method { get; init; }

    /// <summary>The coupons, in the order they were added.</summary>
    public ImmutableArray<CouponCode> Coupons { get => field.IsDefault ? [] : field; init; } = [];

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The content that the running checkout buys; null if none is running.</summary>
    public LockedCart? Lock { get; init; }

    /// <summary>The cart that this one was merged into.</summary>
    public CartSeal? Seal { get; init; }

    /// <summary>A merge into this cart that has not ended.</summary>
    public PendingMerge? Merge { get; init; }

    public CartReplies Replies { get; init; } = CartReplies.Empty;

    /// <summary>The latest checkouts that ended, oldest first.</summary>
    public ImmutableArray<OrderId> EndedCheckouts { get; init; } = [];

    public bool Exists => Owner is not null;

    public CartStatus Status =>
        Seal is not null ? CartStatus.Merged : Lock is not null ? CartStatus.Locked : CartStatus.Open;

    /// <summary>A guest's cart is on no list: only the holder of its token can ask for it.</summary>
    string? IJournalState<CartState, CartEvent>.List =>
        Owner is { IsCustomer: true } owner ? CartJournals.ListOf(owner) : null;

    /// <summary>
    /// The end of the day after expiry. Rounded to whole days, so that most changes of a cart keep it.
    /// </summary>
    DateTimeOffset? IJournalState<CartState, CartEvent>.DeletedAt =>
        new(ExpiresAt.UtcDateTime.Date.AddDays(2), TimeSpan.Zero);

    /// <summary>A cart does not expire during its checkout or merge.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt && Lock is null && Merge is null;

    public static CartState Begin(string key) => new() { Id = new CartId(key) };

    public CartLineSnapshot? FindLine(LineId id) => Lines.FirstOrDefault(line => line.Id == id);

    public CartState Apply(CartEvent e)
    {
        var next = Change(e);
        return e is CartCommandDone done ? next.Refresh(done, out var warnings).Remember(done, warnings) : next;
    }

    public ReadOnlyMemory<byte> Announce(CartState before, CartEvent e, long sequence) =>
        CartAnnouncements.Of(before, this, e, sequence);

    /// <summary>The cart as it is stored: each line at the price of its latest answer.</summary>
    public CartSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Version = Version,
        Status = Status,
        Currency = Currency!.Value,
        Lines = Lines,
        Total = TotalOf(Lines),
        ExpiresAt = ExpiresAt,
        LockedBy = Lock?.Order,
        Metadata = Metadata ?? ImmutableDictionary<string, string>.Empty,
    };

    /// <summary>The answer to a repeated operation: the first one, or the current cart if that is forgotten.</summary>
    public CartSnapshot ToSnapshot(CartReply reply) =>
        reply.Lines is not { } lines
            ? ToSnapshot()
            : new()
            {
                Id = Id,
                Version = reply.Version,
                Status = CartStatus.Open,
                Currency = reply.Currency ?? Currency!.Value,
                Lines = lines,
                Total = TotalOf(lines, reply.Currency ?? Currency!.Value),
                Warnings = reply.Warnings,
                ExpiresAt = reply.ExpiresAt,
                Metadata = reply.Metadata ?? ImmutableDictionary<string, string>.Empty,
            };

    public Money TotalOf(ImmutableArray<CartLineSnapshot> lines) => TotalOf(lines, Currency!.Value);

    private static Money TotalOf(ImmutableArray<CartLineSnapshot> lines, Currency currency)
    {
        var total = Money.Zero(currency);
        foreach (var line in lines) total += line.Total;
        return total;
    }

    private CartState Change(CartEvent e) => e switch
    {
        CartCreated created => Touch(created) with
        {
            Owner = created.Owner,
            Currency = created.Currency,
            Metadata = created.Metadata,
        },
        CartRenewed renewed => Renew(renewed),
        CartLineSet set => Touch(set) with { Lines = With(set.Line) },
        CartLineRemoved removed => Touch(removed) with { Lines = Lines.RemoveAll(line => line.Id == removed.Line) },
        CartBuyerSet set => Touch(set) with { Buyer = set.Buyer, ShipTo = set.ShipTo },
        CartMethodSet set => Touch(set) with { Method = set.Method },
        CartCouponAdded added => Touch(added) with { Coupons = Coupons.Add(added.Code) },
        CartCouponRemoved removed => Touch(removed) with { Coupons = Coupons.Remove(removed.Code) },
        CartLocked locked => Touch(locked) with { Lock = locked.Locked },
        CartUnlocked unlocked => End(unlocked, unlocked.Order, bought: false),
        CartCheckedOut checkedOut => End(checkedOut, checkedOut.Order, bought: true),
        MergeBegun begun => Touch(begun) with { Merge = new(begun.Operation, begun.Command, GivenUp: false) },
        MergeGivenUp => Touch(e) with { Merge = Merge! with { GivenUp = true } },
        CartMerged merged => Touch(merged) with { Merge = null, Lines = merged.Lines, Metadata = merged.Metadata },
        MergeEnded => Touch(e) with { Merge = null },
        CartSealed closed => Touch(closed) with { Seal = new(closed.Target, closed.Operation) },
        CartReopened => (Touch(e) with { Seal = null }).TakeReturned(),
        SealSettled settled => Settle(settled),
        SealReturned returned => Return(returned),
        _ => throw new InvalidOperationException($"Unknown cart event {e.GetType().Name}."),
    };

    private CartState Touch(CartEvent e) =>
        this with { Version = Version + 1, ExpiresAt = e.At + CartLimits.TimeToLive };

    private ImmutableArray<CartLineSnapshot> With(CartLineSnapshot line)
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            if (Lines[i].Id == line.Id) return Lines.SetItem(i, line);
        }

        return Lines.Add(line);
    }

    private CartState End(CartEvent e, OrderId order, bool bought)
    {
        var ended = EndedCheckouts.Add(order);
        if (ended.Length > CartLimits.EndedCheckoutsKept) ended = ended.RemoveAt(0);
        var locked = Lock?.Order == order ? Lock : null;
        return Touch(e) with
        {
            EndedCheckouts = ended,
            Lock = locked is null ? Lock : null,
            Lines = locked is not null && bought ? CartLines.Without(Lines, locked.Lines) : Lines,
            Coupons = locked is not null && bought ? [] : Coupons,
        };
    }

    private CartState Refresh(CartCommandDone done, out ImmutableArray<CartWarning> warnings)
    {
        warnings = WarningsOf(done);
        if (done.Refreshed.IsEmpty) return this;

        var lines = Lines.ToBuilder();
        foreach (var refresh in done.Refreshed)
        {
            for (var i = 0; i < lines.Count; i++)
            {
                var line = lines[i];
                if (line.Id != refresh.Line) continue;
                if (line.UnitPrice != refresh.UnitPrice)
                {
                    warnings = warnings.Add(CartWarnings.PriceChanged(line, refresh.UnitPrice));
                }

                lines[i] = line with { Title = refresh.Title, UnitPrice = refresh.UnitPrice };
            }
        }

        return this with { Lines = lines.MoveToImmutable() };
    }

    private ImmutableArray<CartWarning> WarningsOf(CartCommandDone done) => done switch
    {
        CartMerged merged => merged.Warnings,
        CartLineSet { Available: { } available, Line: var line } =>
            [CartWarnings.InsufficientStock(line, Lines.UnitsOf(line.Sku), available)],
        _ => [],
    };

    private CartState Remember(CartCommandDone done, ImmutableArray<CartWarning> warnings) =>
        this with
        {
            Replies = Replies.Add(new()
            {
                Operation = done.Operation,
                Fingerprint = done.Fingerprint,
                Version = Version,
                ExpiresAt = ExpiresAt,
                Lines = Lines,
                Warnings = warnings,
                Metadata = Metadata,
                Currency = Currency,
            }),
        };
}

/// <summary>A merge that has begun. Once it is given up, only the reopening of the source is left.</summary>
internal sealed record PendingMerge(OperationId Operation, MergeCart Command, bool GivenUp);

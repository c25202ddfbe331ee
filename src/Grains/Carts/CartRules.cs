using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for a shopper's commands on a cart.</summary>
internal static class CartRules
{
    /// <summary>Whether the caller may see the cart at all.</summary>
    public static ShopError? CheckVisible(CartState state, Caller caller, DateTimeOffset now)
    {
        if (state.Owner is not { } owner || !caller.Owns(owner)) return CartErrors.NotFound;
        return state.IsExpired(now) ? CartErrors.Expired : null;
    }

    /// <summary>
    /// The answer to a shopper's command that needs no look-up, such as a repetition; null if the command
    /// is to be decided.
    /// </summary>
    public static Decision<CartEvent>? CheckWritable(
        CartState state,
        OperationId operation,
        string fingerprint,
        Caller caller,
        VersionMatch match,
        DateTimeOffset now)
    {
        if (state.Owner is not { } owner || !caller.Owns(owner)) return CartErrors.NotFound;
        if (Repeated(state, operation, fingerprint) is { } repeated) return repeated;
        if (state.IsExpired(now)) return CartErrors.Expired;
        if (state.Seal is not null) return CartErrors.Merged;
        if (state.Lock is { } locked) return CartErrors.Locked(locked.Order);
        return match.Accepts(state.Version)
            ? default(Decision<CartEvent>?)
            : CartErrors.VersionConflict(state.Version);
    }

    public static Decision<CartEvent> Create(
        CartState state,
        OperationId operation,
        Caller caller,
        Currency currency,
        ImmutableDictionary<string, string>? metadata,
        DateTimeOffset now)
    {
        var fingerprint = CartMetadata.AddDigest($"create {currency}", metadata);
        if (state.Owner is { } owner)
        {
            if (!caller.Owns(owner)) return CartErrors.NotFound;
            if (Repeated(state, operation, fingerprint) is { } repeated) return repeated;
            if (!state.IsExpired(now) && state.Seal is null) return Decision<CartEvent>.DoneBefore;
            if (!state.CanRenew(now)) return CartErrors.Merged;
        }
        else if (caller.Kind is not (CallerKind.Guest or CallerKind.Customer)) return CartErrors.OwnerRequired;
        var normal = ImmutableDictionary<string, string>.Empty;
        if (metadata is not null && !CartMetadata.TryNormalize(metadata, out normal)) return CartErrors.InvalidMetadata;
        var own = normal.IsEmpty ? null : normal;
        return state.Exists
            ? new CartRenewed(operation, fingerprint, currency) { At = now, Metadata = own }
            : new CartCreated(operation, fingerprint, caller.Id, currency) { At = now, Metadata = own };
    }

    public static Decision<CartEvent> Add(
        CartState state,
        OperationId operation,
        Caller caller,
        AddCartItem command,
        VersionMatch match,
        CartOffer offer,
        DateTimeOffset now)
    {
        var fingerprint = Fingerprint(command);
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        if (command.Quantity is < 1 or > CartLimits.QuantityMax) return CartErrors.QuantityOutOfRange(command.Quantity);
        if (!CartMetadata.TryNormalize(command.Metadata, out var metadata)) return CartErrors.InvalidMetadata;

        var id = LineId.For(state.Id, command.Sku, metadata);
        var line = state.FindLine(id);
        if (line is null && state.Lines.Length >= CartLimits.LinesMax) return CartErrors.TooManyLines;
        if (Offered(state, command.Sku, offer, out var product) is { } refusal) return refusal;

        var units = state.Lines.UnitsOf(command.Sku) + command.Quantity;
        if (units > CartLimits.QuantityMax) return CartErrors.QuantityOutOfRange(units);
        if (units > offer.Stock.Available) return CartErrors.InsufficientStock(command.Sku, units, offer.Stock);
        var quantity = (line?.Quantity ?? 0) + command.Quantity;
        return new CartLineSet(operation, fingerprint, Line(state, id, product!, quantity, metadata))
        {
            At = now,
            Refreshed = Refresh(state, offer, except: id),
        };
    }

    public static Decision<CartEvent> SetQuantity(
        CartState state,
        OperationId operation,
        Caller caller,
        LineId id,
        int quantity,
        VersionMatch match,
        CartOffer offer,
        DateTimeOffset now)
    {
        var fingerprint = SetFingerprint(id, quantity);
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        if (state.FindLine(id) is not { } line) return CartErrors.LineNotFound;
        if (Offered(state, line.Sku, offer, out var product) is { } refusal) return refusal;
        if (quantity is < 1 or > CartLimits.QuantityMax) return CartErrors.QuantityOutOfRange(quantity);
        var units = state.Lines.UnitsOf(line.Sku) - line.Quantity + quantity;
        if (units > CartLimits.QuantityMax) return CartErrors.QuantityOutOfRange(units);
        var isShort = units > offer.Stock.Available;

        // A step towards the stock is allowed, even if it does not reach it.
        if (isShort && quantity > line.Quantity) return CartErrors.InsufficientStock(line.Sku, units, offer.Stock);
        return new CartLineSet(operation, fingerprint, Line(state, id, product!, quantity, line.Metadata))
        {
            At = now,
            Available = isShort ? offer.Stock.Available : null,
            Refreshed = Refresh(state, offer, except: id),
        };
    }

    public static Decision<CartEvent> Remove(
        CartState state, OperationId operation, Caller caller, LineId id, VersionMatch match, DateTimeOffset now)
    {
        var fingerprint = RemoveFingerprint(id);
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        if (state.FindLine(id) is null) return CartErrors.LineNotFound;
        return new CartLineRemoved(operation, fingerprint, id) { At = now };
    }

    public static string SetFingerprint(LineId line, int quantity) => $"set {line} {quantity}";

    public static string RemoveFingerprint(LineId line) => $"remove {line}";

    public static string Fingerprint(AddCartItem command) =>
        CartMetadata.AddDigest($"add {command.Sku} {command.Quantity}", command.Metadata);

    public static Decision<CartEvent> SetBuyer(
        CartState state,
        OperationId operation,
        string fingerprint,
        Caller caller,
        string buyer,
        ShipTo? shipTo,
        VersionMatch match,
        DateTimeOffset now)
    {
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        return new CartBuyerSet(operation, fingerprint, buyer, shipTo) { At = now };
    }

    public static Decision<CartEvent> SetMethod(
        CartState state,
        OperationId operation,
        Caller caller,
        string method,
        VersionMatch match,
        CartPricer pricer,
        CartOffer offer,
        DateTimeOffset now)
    {
        // A grain's caller may send any text; the journal keeps only ids of methods.
        var fingerprint = CartMetadata.AddDigest("method", ImmutableDictionary<string, string>.Empty.Add("id", method));
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        return pricer.Quote(state, offer, now).Any(quote => quote.Method == method)
            ? new CartMethodSet(operation, fingerprint, method) { At = now }
            : CartErrors.ShippingUnavailable;
    }

    /// <param name="isExhausted">Whether the promotion has been used as often as it may be.</param>
    public static Decision<CartEvent> AddCoupon(
        CartState state,
        OperationId operation,
        Caller caller,
        CouponCode code,
        VersionMatch match,
        CartPricer pricer,
        CartOffer offer,
        bool isExhausted,
        DateTimeOffset now)
    {
        var fingerprint = $"coupon {code}";
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        if (state.Coupons.Contains(code)) return Decision<CartEvent>.DoneBefore;
        if (state.Coupons.Length >= PromotionLimits.CouponsMax) return PromotionErrors.TooManyCoupons;
        if (pricer.FindFor(code, state, offer, now) is null) return PromotionErrors.NotApplicable;
        return isExhausted
            ? PromotionErrors.Exhausted
            : new CartCouponAdded(operation, fingerprint, code) { At = now };
    }

    public static Decision<CartEvent> RemoveCoupon(
        CartState state,
        OperationId operation,
        Caller caller,
        CouponCode code,
        VersionMatch match,
        DateTimeOffset now)
    {
        var fingerprint = $"no coupon {code}";
        if (CheckWritable(state, operation, fingerprint, caller, match, now) is { } settled) return settled;
        return state.Coupons.Contains(code)
            ? new CartCouponRemoved(operation, fingerprint, code) { At = now }
            : PromotionErrors.CouponNotFound;
    }

    /// <summary>The answer to an operation that the cart remembers; null for a new one.</summary>
    private static Decision<CartEvent>? Repeated(CartState state, OperationId operation, string fingerprint)
    {
        if (!state.Replies.TryGet(operation, out var reply)) return null;
        return reply.Fingerprint == fingerprint ? Decision<CartEvent>.DoneBefore : CartErrors.OperationReused;
    }

    private static ShopError? Offered(CartState state, Sku sku, CartOffer offer, out ProductSnapshot? product)
    {
        if (!offer.TryGet(sku, out product)) return CartErrors.SkuNotFound(sku);
        return product.PriceIn(state.Currency) is null ? CartErrors.CurrencyMismatch : null;
    }

    private static CartLineSnapshot Line(
        CartState state,
        LineId id,
        ProductSnapshot product,
        int quantity,
        ImmutableDictionary<string, string> metadata) =>
        new()
        {
            Id = id,
            Sku = product.Sku,
            Product = product.Id,
            Title = product.Title,
            Quantity = quantity,
            UnitPrice = product.PriceIn(state.Currency)!.Value,
            Metadata = metadata,
        };

    private static ImmutableArray<LineRefresh> Refresh(CartState state, CartOffer offer, LineId except)
    {
        var refreshed = ImmutableArray.CreateBuilder<LineRefresh>();
        foreach (var line in state.Lines)
        {
            if (line.Id == except || !offer.TryGet(line.Sku, out var product)) continue;
            if (product.PriceIn(state.Currency) is not { } price) continue;
            if (price == line.UnitPrice && product.Title == line.Title) continue;
            refreshed.Add(new(line.Id, product.Title, price));
        }

        return refreshed.ToImmutable();
    }
}

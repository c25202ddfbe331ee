using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

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
        if (state.Replies.TryGet(operation, out var reply))
        {
            return reply.Fingerprint == fingerprint ? Decision<CartEvent>.DoneBefore : CartErrors.OperationReused;
        }

        if (state.IsExpired(now)) return CartErrors.Expired;
        if (state.Seal is not null) return CartErrors.Merged;
        if (state.Lock is { } locked) return CartErrors.Locked(locked.Order);
        return match.Accepts(state.Version)
            ? default(Decision<CartEvent>?)
            : CartErrors.VersionConflict(state.Version);
    }

    public static Decision<CartEvent> Create(
        CartState state, OperationId operation, Caller caller, Currency currency, DateTimeOffset now)
    {
        var fingerprint = CreateFingerprint(currency);
        if (state.Owner is { } owner)
        {
            if (!caller.Owns(owner)) return CartErrors.NotFound;
            return state.Replies.TryGet(operation, out var reply) && reply.Fingerprint != fingerprint
                ? CartErrors.OperationReused
                : Decision<CartEvent>.DoneBefore;
        }

        if (caller.Kind is not (CallerKind.Guest or CallerKind.Customer)) return CartErrors.OwnerRequired;
        return new CartCreated(operation, fingerprint, caller.Id, currency) { At = now };
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
        if (!TryNormalize(command.Metadata, out var added)) return CartErrors.InvalidMetadata;

        var id = LineId.For(state.Id, command.Sku);
        var line = state.FindLine(id);
        if (line is null && state.Lines.Length >= CartLimits.LinesMax) return CartErrors.TooManyLines;
        if (Offered(state, command.Sku, offer, out var product) is { } refusal) return refusal;

        var quantity = (line?.Quantity ?? 0) + command.Quantity;
        if (CheckQuantity(command.Sku, quantity, offer) is { } wrong) return wrong;
        var metadata = line is null ? added : line.Metadata.SetItems(added);
        if (metadata.Count > CartLimits.MetadataMax) return CartErrors.InvalidMetadata;
        return new CartLineSet(operation, fingerprint, Line(id, product!, quantity, metadata))
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
        if (CheckQuantity(line.Sku, quantity, offer) is { } wrong) return wrong;
        return new CartLineSet(operation, fingerprint, Line(id, product!, quantity, line.Metadata))
        {
            At = now,
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

    public static string CreateFingerprint(Currency currency) => $"create {currency}";

    public static string SetFingerprint(LineId line, int quantity) => $"set {line} {quantity}";

    public static string RemoveFingerprint(LineId line) => $"remove {line}";

    public static string Fingerprint(AddCartItem command)
    {
        var text = $"add {command.Sku} {command.Quantity}";
        if (command.Metadata.IsEmpty) return text;

        var metadata = new StringBuilder();
        foreach (var (name, value) in command.Metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            // A value is null where the request's JSON was; Add refuses it later.
            metadata.Append(name.Length).Append(':').Append(name).Append(value?.Length).Append(':').Append(value);
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(metadata.ToString()));
        return $"{text} {Convert.ToHexStringLower(digest.AsSpan(0, 16))}";
    }

    private static ShopError? Offered(CartState state, Sku sku, CartOffer offer, out ProductSnapshot? product)
    {
        if (!offer.TryGet(sku, out product)) return CartErrors.SkuNotFound(sku);
        return product.Price.Currency == state.Currency ? null : CartErrors.CurrencyMismatch;
    }

    private static ShopError? CheckQuantity(Sku sku, int quantity, CartOffer offer)
    {
        if (quantity is < 1 or > CartLimits.QuantityMax) return CartErrors.QuantityOutOfRange(quantity);
        return quantity > offer.Available ? CartErrors.InsufficientStock(sku, quantity, offer.Available) : null;
    }

    private static CartLineSnapshot Line(
        LineId id, ProductSnapshot product, int quantity, ImmutableDictionary<string, string> metadata) =>
        new()
        {
            Id = id,
            Sku = product.Sku,
            Product = product.Id,
            Title = product.Title,
            Quantity = quantity,
            UnitPrice = product.Price,
            Metadata = metadata,
        };

    private static ImmutableArray<LineRefresh> Refresh(CartState state, CartOffer offer, LineId except)
    {
        var refreshed = ImmutableArray.CreateBuilder<LineRefresh>();
        foreach (var line in state.Lines)
        {
            if (line.Id == except || !offer.TryGet(line.Sku, out var product)) continue;
            if (product.Price.Currency != line.UnitPrice.Currency) continue;
            if (product.Price == line.UnitPrice && product.Title == line.Title) continue;
            refreshed.Add(new(line.Id, product.Title, product.Price));
        }

        return refreshed.ToImmutable();
    }

    /// <summary>The metadata as it is stored; false if an entry is wrong or a name occurs in two spellings.</summary>
    private static bool TryNormalize(
        ImmutableDictionary<string, string> metadata, out ImmutableDictionary<string, string> normal)
    {
        normal = ImmutableDictionary<string, string>.Empty;
        if (metadata.Count > CartLimits.MetadataMax) return false;
        foreach (var (key, text) in metadata)
        {
            if (text is null) return false;
            var (name, value) = (PlainText.Normalize(key), PlainText.Normalize(text));
            if (!PlainText.IsValid(name, CartLimits.MetadataTextMax)) return false;
            if (value.Length > CartLimits.MetadataTextMax || !PlainText.IsHarmless(value)) return false;
            normal = normal.SetItem(name, value);
        }

        return normal.Count == metadata.Count;
    }
}

using ShopActors.WebApi.Http;

namespace ShopActors.WebApi.Carts;

/// <summary>A cart over HTTP. The token is only in the answer that creates the cart.</summary>
internal sealed record CartBody(
    string Id,
    string? Token,
    string Status,
    IReadOnlyList<CartLineBody> Items,
    MoneyBody Total,
    IReadOnlyList<CartWarningBody> Warnings,
    DateTimeOffset ExpiresAt,
    string? LockedBy,
    long Version)
{
    public static CartBody Of(CartSnapshot cart) => Of(cart, null);

    public static CartBody Of(CartSnapshot cart, string? token) => new(
        cart.Id.Value,
        token,
        cart.Status.ToString().ToLowerInvariant(),
        [.. cart.Lines.Select(CartLineBody.Of)],
        MoneyBody.Of(cart.Total),
        [.. cart.Warnings.Select(CartWarningBody.Of)],
        cart.ExpiresAt,
        cart.LockedBy?.Value,
        cart.Version);

    // Never the token.
    public override string ToString() => Id;
}

/// <summary>One line.</summary>
internal sealed record CartLineBody(
    string Id,
    string Sku,
    string ProductId,
    string Title,
    int Quantity,
    MoneyBody UnitPrice,
    MoneyBody Total,
    IReadOnlyDictionary<string, string> Metadata)
{
    public static CartLineBody Of(CartLineSnapshot line) => new(
        line.Id.Value,
        line.Sku.Value,
        line.Product.Value,
        line.Title,
        line.Quantity,
        MoneyBody.Of(line.UnitPrice),
        MoneyBody.Of(line.Total),
        line.Metadata);
}

/// <summary>Something the shopper should know.</summary>
internal sealed record CartWarningBody(
    string Code, string LineId, string Sku, IReadOnlyDictionary<string, string> Details)
{
    public static CartWarningBody Of(CartWarning warning) =>
        new(warning.Code, warning.Line.Value, warning.Sku.Value, warning.Details);
}

/// <summary>What a new cart may choose.</summary>
internal sealed record CreateCartRequest(string? Currency = null);

/// <summary>Units to add.</summary>
internal sealed record AddItemRequest(string Sku, int Quantity, Dictionary<string, string>? Metadata = null);

/// <summary>A line's new quantity.</summary>
internal sealed record SetQuantityRequest(int Quantity);

/// <summary>
/// The cart whose lines to take over. The other cart's guest token is needed when it belongs to a guest.
/// </summary>
internal sealed record MergeCartRequest(string FromCartId, string? Strategy = null, string? FromToken = null)
{
    // Never the token.
    public override string ToString() => $"merge {FromCartId}";
}

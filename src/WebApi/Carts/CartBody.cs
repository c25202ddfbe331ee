using System.Collections.Immutable;
using System.Text.Json.Serialization;


namespace ShopActors.WebApi.Carts;

/// <summary>A cart over HTTP. Only the answer that creates the cart contains the token.</summary>
internal sealed record CartBody(
    string Id,
    string? Token,
    string Status,
    IReadOnlyList<CartLineBody> Items,
    IReadOnlyDictionary<string, string> Metadata,
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
        PublicName.Of(cart.Status),
        [.. cart.Lines.Select(CartLineBody.Of)],
        cart.Metadata,
        MoneyBody.Of(cart.Total),
        [.. cart.Warnings.Select(CartWarningBody.Of)],
        cart.ExpiresAt,
        cart.LockedBy?.Value,
        cart.Version);

    // Leaves the token out.
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

/// <summary>A notice for the shopper.</summary>
internal sealed record CartWarningBody(
    string Code, string LineId, string Sku, IReadOnlyDictionary<string, string> Details)
{
    public static CartWarningBody Of(CartWarning warning) =>
        new(warning.Code, warning.Line.Value, warning.Sku.Value, warning.Details);
}

/// <summary>The options of a new cart.</summary>
internal sealed record CreateCartRequest(
    string? Currency = null,
    [property: JsonConverter(typeof(TextMapConverter))] ImmutableDictionary<string, string>? Metadata = null);

/// <summary>Units to add.</summary>
internal sealed record AddItemRequest(
    string Sku,
    int Quantity,
    [property: JsonConverter(typeof(TextMapConverter))] ImmutableDictionary<string, string>? Metadata = null);

/// <summary>A line's new quantity.</summary>
internal sealed record SetQuantityRequest(int Quantity);

/// <summary>The cart to merge. If it belongs to a guest, that guest's token is required.</summary>
internal sealed record MergeCartRequest(string FromCartId, string? Strategy = null, string? FromToken = null)
{
    // Leaves the token out.
    public override string ToString() => $"merge {FromCartId}";
}

using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Carts;

/// <summary>A cart.</summary>
/// <param name="Id">The cart's id.</param>
/// <param name="Token">The token of the guest who owns it: only in the answer that creates the cart.</param>
/// <param name="Status">Which commands the cart accepts: none while a checkout locks it, or once it was merged.</param>
/// <param name="Items">The lines, in the order they were added.</param>
/// <param name="Metadata">What was attached to the cart; the order gets it.</param>
/// <param name="Subtotal">The sum of the lines' prices.</param>
/// <param name="Discounts">The discounts, in the order they were applied.</param>
/// <param name="Shipping">What the shipping costs after discounts.</param>
/// <param name="Tax">The tax of lines and shipping.</param>
/// <param name="TaxIncluded">Whether prices include the tax; otherwise the total is that much more.</param>
/// <param name="Total">What the buyer pays.</param>
/// <param name="Coupons">The coupons, in the order they were added.</param>
/// <param name="ShippingMethod">The chosen shipping method.</param>
/// <param name="Contact">How to reach the buyer.</param>
/// <param name="ShippingAddress">Where the goods go.</param>
/// <param name="BillingAddress">Where the invoice goes; absent for the shipping address.</param>
/// <param name="Missing">What a checkout would need and the cart does not have: names of its members.</param>
/// <param name="Warnings">What the shopper should know.</param>
/// <param name="ExpiresAt">When the cart expires unless it changes before.</param>
/// <param name="LockedBy">The order whose checkout locks the cart.</param>
/// <param name="Version">Counts the changes, from 1.</param>
/// <example>
/// {
///   "id": "cart_0123456789abcdefghjkmnpqr0",
///   "status": "open",
///   "items": [
///     {
///       "id": "line_0123456789abcdefghjkmnpqr0", "sku": "BOOK-1", "productId": "prd_0123456789abcdefghjkmnpqr0",
///       "title": "Walden", "quantity": 2, "unitPrice": { "amount": 1299, "currency": "EUR", "exponent": 2 },
///       "total": { "amount": 2598, "currency": "EUR", "exponent": 2 }, "metadata": { "gift": "yes" }
///     }
///   ],
///   "metadata": {},
///   "subtotal": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///   "discounts": [],
///   "shipping": { "amount": 0, "currency": "EUR", "exponent": 2 },
///   "tax": { "amount": 0, "currency": "EUR", "exponent": 2 },
///   "taxIncluded": true,
///   "total": { "amount": 2598, "currency": "EUR", "exponent": 2 },
///   "coupons": [],
///   "missing": [],
///   "warnings": [],
///   "expiresAt": "2030-01-31T12:00:00+00:00",
///   "version": 2
/// }
/// </example>
internal sealed record CartBody(
    [TextOf<CartId>] string Id,
    [StringLength(AccessToken.TextMax)] string? Token,
    [NameOf<CartStatus>] string Status,
    IReadOnlyList<CartLineBody> Items,
    IReadOnlyDictionary<string, string> Metadata,
    MoneyBody Subtotal,
    IReadOnlyList<DiscountBody> Discounts,
    MoneyBody Shipping,
    MoneyBody Tax,
    bool TaxIncluded,
    MoneyBody Total,
    IReadOnlyList<CouponBody> Coupons,
    ChosenShippingBody? ShippingMethod,
    ContactBody? Contact,
    AddressBody? ShippingAddress,
    AddressBody? BillingAddress,
    IReadOnlyList<string> Missing,
    IReadOnlyList<CartWarningBody> Warnings,
    DateTimeOffset ExpiresAt,
    [TextOf<OrderId>] string? LockedBy,
    long Version)
{
    public static CartBody Of(CartSnapshot cart) => Of(cart, null);

    public static CartBody Of(CartSnapshot cart, string? token)
    {
        var parts = TotalParts.Of(cart.Charges, cart.Total);
        return new(
            cart.Id.Value,
            token,
            PublicName.Of(cart.Status),
            [.. cart.Lines.Select((line, i) => CartLineBody.Of(line, LineChargeBody.Of(cart.Charges, i)))],
            cart.Metadata,
            parts.Subtotal,
            parts.Discounts,
            parts.Shipping,
            parts.Tax,
            parts.TaxIncluded,
            MoneyBody.Of(cart.Total),
            [.. cart.Coupons.Select(CouponBody.Of)],
            ChosenShippingBody.Of(cart.ShippingMethod, cart.Charges?.Shipping),
            ContactBody.Of(cart.Buyer?.Contact),
            AddressBody.Of(cart.Buyer?.Shipping),
            AddressBody.Of(cart.Buyer?.Billing),
            cart.Missing,
            [.. cart.Warnings.Select(CartWarningBody.Of)],
            cart.ExpiresAt,
            cart.LockedBy?.Value,
            cart.Version);
    }

    // Leaves the token out.
    public override string ToString() => Id;
}

/// <summary>A line of a cart.</summary>
/// <param name="Id">The line's id.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="ProductId">The product's id.</param>
/// <param name="Title">The product's title.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="UnitPrice">The price of one unit.</param>
/// <param name="Total">The price of the line.</param>
/// <param name="Charge">How its price comes about; absent if that is just this.</param>
/// <param name="Metadata">What the shopper attached to the line.</param>
internal sealed record CartLineBody(
    [TextOf<LineId>] string Id,
    [TextOf<Sku>] string Sku,
    [TextOf<ProductId>] string ProductId,
    string Title,
    [Range(1, CartLimits.QuantityMax)] int Quantity,
    MoneyBody UnitPrice,
    MoneyBody Total,
    LineChargeBody? Charge,
    IReadOnlyDictionary<string, string> Metadata)
{
    public static CartLineBody Of(CartLineSnapshot line, LineChargeBody? charge) => new(
        line.Id.Value,
        line.Sku.Value,
        line.Product.Value,
        line.Title,
        line.Quantity,
        MoneyBody.Of(line.UnitPrice),
        MoneyBody.Of(line.Total),
        charge,
        line.Metadata);
}

/// <summary>A notice for the shopper, which does not block the cart.</summary>
/// <param name="Code">The kind of warning.</param>
/// <param name="LineId">The line that it is about.</param>
/// <param name="Sku">The line's SKU.</param>
/// <param name="Details">
/// The numbers behind it, as text: <c>old</c> and <c>new</c> price, <c>requested</c> and <c>available</c> units, or
/// <c>requested</c> and allowed <c>quantity</c>.
/// </param>
internal sealed record CartWarningBody(
    [OneOf(
        CartWarning.PriceChanged, CartWarning.InsufficientStock, CartWarning.ProductGone, CartWarning.QuantityCapped)]
    string Code,
    [TextOf<LineId>] string LineId,
    [TextOf<Sku>] string Sku,
    IReadOnlyDictionary<string, string> Details)
{
    public static CartWarningBody Of(CartWarning warning) =>
        new(warning.Code, warning.Line.Value, warning.Sku.Value, warning.Details);
}

/// <summary>The options of a new cart.</summary>
/// <param name="Currency">The currency of its prices; EUR if absent.</param>
/// <param name="Metadata">What to attach to the cart; the order gets it.</param>
/// <example>{ "currency": "EUR" }</example>
internal sealed record CreateCartRequest(
    [TextOf<Currency>] string? Currency = null,
    [TextMap(CartLimits.MetadataMax, CartLimits.MetadataTextMax)]
    ImmutableDictionary<string, string>? Metadata = null);

/// <summary>Units to add.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Quantity">How many units to add to the line of this SKU and metadata, or to begin one with.</param>
/// <param name="Metadata">What the line has attached; units with other metadata form another line.</param>
/// <example>{ "sku": "BOOK-1", "quantity": 2, "metadata": { "gift": "yes" } }</example>
internal sealed record AddItemRequest(
    [TextOf<Sku>] string Sku,
    [Range(1, CartLimits.QuantityMax)] int Quantity,
    [TextMap(CartLimits.MetadataMax, CartLimits.MetadataTextMax)]
    ImmutableDictionary<string, string>? Metadata = null);

/// <summary>A line's new quantity.</summary>
/// <param name="Quantity">How many units.</param>
/// <example>{ "quantity": 3 }</example>
internal sealed record SetQuantityRequest([Range(1, CartLimits.QuantityMax)] int Quantity);

/// <summary>The cart to merge.</summary>
/// <param name="FromCartId">The cart whose lines to move into this one.</param>
/// <param name="Strategy">The quantity of a line that is in both carts; <c>max</c> if absent.</param>
/// <param name="FromToken">The token of the guest who owns the other cart, if another than the caller does.</param>
/// <example>{ "fromCartId": "cart_0123456789abcdefghjkmnpqr0", "strategy": "sum" }</example>
internal sealed record MergeCartRequest(
    [TextOf<CartId>] string FromCartId,
    [NameOf<MergeStrategy>] string? Strategy = null,
    [StringLength(AccessToken.TextMax)] string? FromToken = null)
{
    // Leaves the token out.
    public override string ToString() => $"merge {FromCartId}";
}

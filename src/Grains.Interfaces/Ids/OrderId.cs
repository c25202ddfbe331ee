using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The opaque id of an order, derived from the principal and the idempotency key, so that a repeated request names the
/// same order. The API puts check characters at its end (docs/adr/0009).
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.order-id")]
[JsonConverter(typeof(TextIdJsonConverter<OrderId>))]
public readonly record struct OrderId : ITextId<OrderId>
{
    private const string Prefix = "ord_";

    /// <inheritdoc cref="TextIds.Check" />
    public OrderId(string value) => Value = TextIds.Check<OrderId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The id of the order that this principal places under this idempotency key.</summary>
    public static OrderId For(PrincipalId principal, string idempotencyKey) =>
        new(IdText.FromHash(Prefix, principal.Value, idempotencyKey));

    /// <summary>
    /// The order id that the provider sees for a payment that is only a check. Hashed from one part instead of two, so
    /// that no principal can place an order with this id.
    /// </summary>
    public static OrderId ForCheck(PaymentId payment) => new(IdText.FromHash(Prefix, payment.Value));

    /// <summary>
    /// Whether this is the order that the principal places under the key, with or without check characters.
    /// </summary>
    public bool IsFor(PrincipalId principal, string idempotencyKey) =>
        IdText.NameTheSame(Value, For(principal, idempotencyKey).Value);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<OrderId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static OrderId IParsable<OrderId>.Parse(string s, IFormatProvider? provider) => new(s);
}

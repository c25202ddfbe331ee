using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The opaque id of an order's payment: the order's id under another prefix, so that the order's check characters also
/// validate the payment's id.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.payment-id")]
[JsonConverter(typeof(TextIdJsonConverter<PaymentId>))]
public readonly record struct PaymentId : ITextId<PaymentId>
{
    private const string Prefix = "pay_";
    private const string OrderPrefix = "ord_";

    /// <inheritdoc cref="TextIds.Check" />
    public PaymentId(string value) => Value = TextIds.Check<PaymentId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The order that the payment belongs to.</summary>
    public OrderId Order => new(string.Concat(OrderPrefix, Value.AsSpan(Prefix.Length)));

    /// <summary>The id of the order's payment.</summary>
    public static PaymentId For(OrderId order) => new(string.Concat(Prefix, order.Value.AsSpan(OrderPrefix.Length)));

    /// <summary>The id of a payment check: whether a principal could pay, under one operation id.</summary>
    public static PaymentId ForCheck(PrincipalId principal, OperationId operation) =>
        new(IdText.FromHash(Prefix, "check", principal.Value, operation.Value));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<PaymentId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPrefixed(text, Prefix);
    static PaymentId IParsable<PaymentId>.Parse(string s, IFormatProvider? provider) => new(s);
}

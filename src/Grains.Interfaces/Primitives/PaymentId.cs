using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The opaque id of an order's payment: the order's own under another prefix, so that the seal of the one vouches for
/// the other.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.payment-id")]
[JsonConverter(typeof(TextIdJsonConverter<PaymentId>))]
public readonly record struct PaymentId : ITextId<PaymentId>
{
    private const string Prefix = "pay_";
    private const string OrderPrefix = "ord_";

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public PaymentId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid PaymentId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>The order that is paid.</summary>
    public OrderId Order => new(string.Concat(OrderPrefix, Value.AsSpan(Prefix.Length)));

    /// <summary>The id of the order's payment.</summary>
    public static PaymentId For(OrderId order) => new(string.Concat(Prefix, order.Value.AsSpan(OrderPrefix.Length)));

    /// <summary>The id of the payment that only checks whether a principal could pay, under one operation id.</summary>
    public static PaymentId ForCheck(PrincipalId principal, OperationId operation) =>
        new(IdText.FromHash(Prefix, "check", principal.Value, operation.Value));

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static PaymentId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out PaymentId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PaymentId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPrefixed(text, Prefix);
}

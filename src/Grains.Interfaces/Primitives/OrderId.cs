using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The opaque id of an order: a function of who orders and of the idempotency key, so a repeated request names the
/// same order. The API seals it (<see cref="IdSeal"/>).
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.order-id")]
[JsonConverter(typeof(TextIdJsonConverter<OrderId>))]
public readonly record struct OrderId : ITextId<OrderId>
{
    private const string Prefix = "ord_";

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public OrderId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid OrderId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>The id of the order that this principal places under this idempotency key.</summary>
    public static OrderId For(PrincipalId principal, string idempotencyKey) =>
        new(IdText.FromHash(Prefix, principal.Value, idempotencyKey));

    /// <summary>
    /// What the provider's books show in place of an order for a payment that is only a check. Hashed from one part
    /// instead of two, so that no principal can place an order of this id.
    /// </summary>
    public static OrderId ForCheck(PaymentId payment) => new(IdText.FromHash(Prefix, payment.Value));

    /// <summary>Whether this is the order that the principal places under the key, sealed or not.</summary>
    public bool IsFor(PrincipalId principal, string idempotencyKey) =>
        IdText.NameTheSame(Value, For(principal, idempotencyKey).Value);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static OrderId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out OrderId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OrderId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPrefixed(text, Prefix);
}

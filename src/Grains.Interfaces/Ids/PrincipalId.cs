using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The principal that acts: a customer, the holder of a guest token, an operator or a part of the system.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.principal-id")]
[JsonConverter(typeof(TextIdJsonConverter<PrincipalId>))]
public readonly record struct PrincipalId : ITextId<PrincipalId>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 128;

    /// <inheritdoc cref="TextIds.Check" />
    public PrincipalId(string value) => Value = TextIds.Check<PrincipalId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>Whether this is a customer.</summary>
    public bool IsCustomer => CustomerId.TryParse(Value, out _);

    /// <summary>The principal of a customer.</summary>
    public static PrincipalId For(CustomerId customer) => new(customer.Value);

    /// <summary>The principal of a guest token's holder.</summary>
    public static PrincipalId ForGuest(TokenHash token) => new($"gst_{token.Value}");

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<PrincipalId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPath(text, LengthMax);
    static PrincipalId IParsable<PrincipalId>.Parse(string s, IFormatProvider? provider) => new(s);
}

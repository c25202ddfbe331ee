using System.Buffers;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The code of a coupon: 3 to 40 letters, digits, hyphens and underscores, in capitals. Shoppers may type it in any
/// case.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.coupon-code")]
[JsonConverter(typeof(TextIdJsonConverter<CouponCode>))]
public readonly record struct CouponCode : ITextId<CouponCode>
{
    /// <summary>The shortest code.</summary>
    public const int LengthMin = 3;

    /// <summary>The longest code.</summary>
    public const int LengthMax = 40;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <inheritdoc cref="TextIds.Check" />
    public CouponCode(string value) => Value = TextIds.Check<CouponCode>(value).ToUpperInvariant();

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<CouponCode>.IsValid(ReadOnlySpan<char> text) =>
        text.Length is >= LengthMin and <= LengthMax && !text.ContainsAnyExcept(Characters);

    static CouponCode IParsable<CouponCode>.Parse(string s, IFormatProvider? provider) => new(s);
}

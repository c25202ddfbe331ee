using System.Globalization;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The id of a return: its order's id and a number, <c>ret_…-1</c>.</summary>
[GenerateSerializer, Immutable, Alias("shop.return-id")]
[JsonConverter(typeof(TextIdJsonConverter<ReturnId>))]
public readonly record struct ReturnId : ITextId<ReturnId>
{
    private const string Prefix = "ret_";
    private const string OrderPrefix = "ord_";
    private const int NumberMax = 99;

    /// <inheritdoc cref="TextIds.Check" />
    public ReturnId(string value) => Value = TextIds.Check<ReturnId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The order.</summary>
    public OrderId Order => new(OrderPrefix + Value[Prefix.Length..Value.LastIndexOf('-')]);

    /// <summary>The id of an order's return.</summary>
    /// <param name="order">The order.</param>
    /// <param name="number">Counts the order's returns, from 1.</param>
    public static ReturnId For(OrderId order, int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{order.Value.AsSpan(OrderPrefix.Length)}-{number}"));

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<ReturnId>.IsValid(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOf('-');
        if (end < 0) return false;
        var number = text[(end + 1)..];
        return IdText.IsPrefixed(text[..end], Prefix) && number.Length is (1 or 2) && number[0] != '0' &&
            int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n <= NumberMax;
    }

    static ReturnId IParsable<ReturnId>.Parse(string s, IFormatProvider? provider) => new(s);
}

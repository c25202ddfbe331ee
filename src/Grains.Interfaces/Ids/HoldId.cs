using System.Globalization;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The id of a hold on the stock of one SKU; every command on the reservation names it.</summary>
[GenerateSerializer, Immutable, Alias("shop.hold-id")]
[JsonConverter(typeof(TextIdJsonConverter<HoldId>))]
public readonly record struct HoldId : ITextId<HoldId>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 128;

    private const char SeriesEnd = '-';

    /// <inheritdoc cref="TextIds.Check" />
    public HoldId(string value) => Value = TextIds.Check<HoldId>(value);

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <summary>The text without the number.</summary>
    public string Series => Value.LastIndexOf(SeriesEnd) is >= 0 and var end ? Value[..end] : Value;

    /// <summary>The one hold that an order has on a SKU.</summary>
    public static HoldId For(OrderId order) => new(order.Value);

    /// <summary>
    /// A principal's n-th hold on a SKU outside a checkout. Holds are numbered because an ended id is never used again.
    /// </summary>
    public static HoldId For(PrincipalId owner, Sku sku, int attempt) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{SeriesOf(owner, sku)}{SeriesEnd}{attempt}"));

    /// <summary>What the ids of a principal's holds on a SKU begin with, and no other hold's.</summary>
    public static string SeriesOf(PrincipalId owner, Sku sku) =>
        OperationId.ForRequest(owner, $"/stock/{sku}", "").Value;

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    static bool ITextId<HoldId>.IsValid(ReadOnlySpan<char> text) => IdText.IsPath(text, LengthMax);
    static HoldId IParsable<HoldId>.Parse(string s, IFormatProvider? provider) => new(s);
}

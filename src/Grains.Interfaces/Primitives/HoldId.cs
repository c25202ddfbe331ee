using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>
/// The id of a hold on the stock of one SKU: the identity of the reservation and of everything done to it.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.hold-id")]
[JsonConverter(typeof(TextIdJsonConverter<HoldId>))]
public readonly record struct HoldId : ITextId<HoldId>
{
    /// <summary>The longest text allowed.</summary>
    public const int LengthMax = 128;

    /// <summary>Checks and wraps the text.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public HoldId(string value)
    {
        if (!IsValid(value)) throw new FormatException("The text is not a valid HoldId.");
        Value = value;
    }

    /// <inheritdoc />
    [Id(0)]
    public string Value { get; }

    /// <inheritdoc />
    public bool IsDefault => Value is null;

    /// <summary>The one hold that an order has on a SKU.</summary>
    public static HoldId For(OrderId order) => new(order.Value);

    /// <summary>
    /// A principal's n-th hold on a SKU outside a checkout. An ended id never lives again, so they are numbered.
    /// </summary>
    public static HoldId For(PrincipalId owner, Sku sku, int attempt) =>
        new(OperationId.ForRequest(owner, $"/stock/{sku}", attempt.ToString(CultureInfo.InvariantCulture)).Value);

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    public static HoldId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, out HoldId id)
    {
        var valid = IsValid(text);
        id = valid ? new(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HoldId result) =>
        TryParse(s, out result);

    /// <inheritdoc />
    public override string ToString() => Value ?? string.Empty;

    private static bool IsValid(string? text) => IdText.IsPath(text, LengthMax);
}

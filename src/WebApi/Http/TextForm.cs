using System.Collections.Frozen;

namespace ShopActors.WebApi.Http;

/// <summary>The form of an id for the API's description. A test compares it with what the id's type accepts.</summary>
/// <param name="Pattern">The regular expression that the id matches.</param>
/// <param name="LengthMax">The longest text.</param>
/// <param name="Example">A valid id.</param>
internal sealed record TextForm(string Pattern, int LengthMax, string Example)
{
    /// <summary>128 bits in base 32; the last character has only three of them.</summary>
    private const string Suffix = "[0-9a-hj-km-np-tv-z]{25}[048cgmrw]$";

    private const string SuffixExample = "0123456789abcdefghjkmnpqr0";
    private const int SuffixLength = 26;

    private static readonly FrozenDictionary<Type, TextForm> Known = new Dictionary<Type, TextForm>
    {
        [typeof(CartId)] = Prefixed("cart_"),
        [typeof(LineId)] = Prefixed("line_"),
        [typeof(OrderId)] = Prefixed("ord_"),
        [typeof(PaymentId)] = Prefixed("pay_"),
        [typeof(ProductId)] = Prefixed("prd_"),
        [typeof(CustomerId)] = Prefixed("cus_"),
        [typeof(SessionId)] = Prefixed("ses_"),
        [typeof(IdentityId)] = Prefixed("idn_"),
        [typeof(OperatorKeyId)] = Prefixed("opk_"),
        [typeof(WebhookEndpointId)] = Prefixed("whe_"),
        [typeof(ImageId)] = Prefixed("img_"),
        [typeof(ImportId)] = Prefixed("imp_"),
        [typeof(PromotionId)] = Prefixed("promo_"),
        [typeof(ReturnId)] = new(
            $"^ret_{Suffix[..^1]}-[1-9][0-9]?$", "ret_".Length + SuffixLength + 3, $"ret_{SuffixExample}-1"),
        [typeof(CouponCode)] = new(
            $"^[A-Za-z0-9_-]{{{CouponCode.LengthMin},{CouponCode.LengthMax}}}$", CouponCode.LengthMax, "WELCOME10"),
        [typeof(Country)] = new("^[A-Z]{2}$", 2, "DE"),
        [typeof(Sku)] = new($"^[A-Za-z0-9][A-Za-z0-9._-]*$", Sku.LengthMax, "BOOK-1"),
        [typeof(HoldId)] = Path(HoldId.LengthMax),
        [typeof(OperationId)] = Path(OperationId.LengthMax),
        [typeof(Currency)] = new("^[A-Z]{3}$", 3, Currency.Eur.Value),
    }.ToFrozenDictionary();

    public static TextForm Of<TId>()
        where TId : struct, ITextId<TId> => Known[typeof(TId)];

    private static TextForm Prefixed(string prefix) =>
        new($"^{prefix}{Suffix}", prefix.Length + SuffixLength, prefix + SuffixExample);

    private static TextForm Path(int lengthMax) =>
        new("^[A-Za-z0-9][A-Za-z0-9._:/-]*$", lengthMax, $"req_{SuffixExample}");
}

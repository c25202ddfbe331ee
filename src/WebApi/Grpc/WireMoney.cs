using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Amounts in messages.</summary>
internal static class WireMoney
{
    public static Wire.Money Of(Money money) => new()
    {
        MinorUnits = money.MinorUnits,
        Currency = money.Currency.Value,
        Exponent = money.Currency.Exponent,
    };

    /// <summary>Reads a member of a request.</summary>
    public static Result<Money> Read(Wire.Money money, string member) =>
        Currency.TryParse(money.Currency, out var currency)
            ? new Money(money.MinorUnits, currency)
            : ApiErrors.Invalid(member);
}

using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Carts;

/// <summary>A postal address.</summary>
/// <param name="Name">The person who receives goods or the invoice.</param>
/// <param name="Line1">Street and number.</param>
/// <param name="City">The city.</param>
/// <param name="Country">The country's two-letter code of ISO 3166-1.</param>
/// <param name="Company">The company.</param>
/// <param name="Line2">A second line.</param>
/// <param name="PostalCode">The postal code.</param>
/// <param name="Region">State, province or the like, as its country abbreviates it; taxes may follow from it.</param>
/// <example>
/// {
///   "name": "Ada Lovelace", "line1": "Unter den Linden 1", "postalCode": "10117", "city": "Berlin", "country": "DE"
/// }
/// </example>
internal sealed record AddressBody(
    [StringLength(BuyerLimits.TextMax, MinimumLength = 1)] string Name,
    [StringLength(BuyerLimits.TextMax, MinimumLength = 1)] string Line1,
    [StringLength(BuyerLimits.TextMax, MinimumLength = 1)] string City,
    [TextOf<Country>] string Country,
    [StringLength(BuyerLimits.TextMax)] string? Company = null,
    [StringLength(BuyerLimits.TextMax)] string? Line2 = null,
    [StringLength(BuyerLimits.PostalCodeMax)] string? PostalCode = null,
    [StringLength(BuyerLimits.TextMax)] string? Region = null)
{
    public static AddressBody? Of(Address? address) => address is null ? null : new(
        address.Name, address.Line1, address.City, address.Country.Value, address.Company, address.Line2,
        address.PostalCode, address.Region);

    public Address ToAddress(Country country) => new()
    {
        Name = Name,
        Company = Company,
        Line1 = Line1,
        Line2 = Line2,
        PostalCode = PostalCode,
        City = City,
        Region = Region,
        Country = country,
    };

    // Leaves out what is personal.
    public override string ToString() => nameof(AddressBody);
}

/// <summary>How to reach the buyer.</summary>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
/// <example>{ "email": "ada@example.org", "phone": "+49 30 1234567" }</example>
internal sealed record ContactBody(
    [StringLength(CustomerLimits.EmailMax, MinimumLength = 3)] string Email,
    [StringLength(BuyerLimits.PhoneMax)] string? Phone = null)
{
    public static ContactBody? Of(Contact? contact) => contact is null ? null : new(contact.Email, contact.Phone);

    // Leaves out what is personal.
    public override string ToString() => nameof(ContactBody);
}

/// <summary>The shipping method to choose.</summary>
/// <param name="Method">The method's id.</param>
/// <example>{ "method": "standard" }</example>
internal sealed record ShippingMethodRequest([StringLength(40, MinimumLength = 1)] string Method);

/// <summary>A coupon to add.</summary>
/// <param name="Code">The coupon's code, in any case.</param>
/// <example>{ "code": "WELCOME10" }</example>
internal sealed record CouponRequest([TextOf<CouponCode>] string Code);

/// <summary>The shipping methods that deliver a cart.</summary>
/// <param name="Items">The methods, cheapest first.</param>
internal sealed record ShippingMethodListBody(IReadOnlyList<ShippingMethodBody> Items);

/// <summary>A shipping method.</summary>
/// <param name="Id">The method's id.</param>
/// <param name="Name">The name that shoppers see.</param>
/// <param name="Price">What it costs for this cart, before discounts.</param>
internal sealed record ShippingMethodBody(string Id, string Name, MoneyBody Price)
{
    public static ShippingMethodBody Of(ShippingQuote quote) =>
        new(quote.Method, quote.Name, MoneyBody.Of(quote.Price));
}

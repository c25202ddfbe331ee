namespace ShopActors;

/// <summary>The limits of what buyers say of themselves.</summary>
public static class BuyerLimits
{
    /// <summary>The longest name, company, line, city or region.</summary>
    public const int TextMax = 100;

    /// <summary>The longest postal code.</summary>
    public const int PostalCodeMax = 12;

    /// <summary>The longest telephone number.</summary>
    public const int PhoneMax = 32;
}

namespace ShopActors;

/// <summary>The limits of a customer's profile.</summary>
public static class CustomerLimits
{
    /// <summary>The longest name.</summary>
    public const int NameMax = 200;

    /// <summary>The longest e-mail address.</summary>
    public const int EmailMax = 254;
}

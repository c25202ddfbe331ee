namespace ShopActors.WebApi.Customers;

/// <summary>The form of passwords in requests.</summary>
internal static class PasswordForm
{
    /// <summary>
    /// The most UTF-16 code units of a password as it is entered: those of the longest one, each character with marks
    /// that normalization composes.
    /// </summary>
    public const int UnitsMax = 4 * CustomerLimits.PasswordMax;
}

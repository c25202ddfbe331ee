using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Customers;

/// <summary>How passwords are hashed.</summary>
internal sealed class PasswordHashingOptions
{
    public const string SectionName = "Passwords";

    /// <summary>
    /// The iterations of PBKDF2 with HMAC-SHA512. A hash made with fewer is replaced when its customer signs in.
    /// </summary>
    /// <value>Default: 210,000, the least that OWASP recommends; about 0.1 s of one core.</value>
    [Range(210_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;

    /// <summary>
    /// The most requests that hash, or wait to, at once; more are refused with 503. Half of the cores hash.
    /// </summary>
    /// <value>Default: 32.</value>
    [Range(1, 10_000)]
    public int RequestsMax { get; set; } = 32;
}

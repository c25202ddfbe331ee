using System.Security.Cryptography;

namespace ShopActors;

/// <summary>
/// The form of the tokens in messages: what for, the customer and 256 random bits. The customer's id is sealed, so the
/// API refuses tokens that name no customer without calling a grain.
/// </summary>
public static class MessageTokens
{
    /// <summary>The beginning of a token that verifies an e-mail address.</summary>
    public const string Verification = "sa_ver_";

    /// <summary>The beginning of a token that sets a new password.</summary>
    public const string PasswordReset = "sa_rst_";

    /// <summary>The length of a token.</summary>
    public const int TextLength = 86;

    private const int PrefixLength = 7;
    private const int IdLength = 26;
    private const int SecretBytes = 32;

    /// <summary>A fresh token.</summary>
    public static string Create(string prefix, CustomerId customer, RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> secret = stackalloc byte[SecretBytes];
        random.GetBytes(secret);
        return IdText.Encode($"{prefix}{customer.Value["cus_".Length..]}_", secret);
    }

    /// <summary>The customer whom a token names; false if it names none.</summary>
    public static bool TryReadCustomer(string text, out CustomerId customer)
    {
        ArgumentNullException.ThrowIfNull(text);
        customer = default;
        return text.Length == TextLength &&
            CustomerId.TryParse($"cus_{text.AsSpan(PrefixLength, IdLength)}", out customer);
    }
}

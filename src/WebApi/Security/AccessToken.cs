using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ShopActors.WebApi.Security;

/// <summary>
/// An opaque bearer token of 256 random bits. The shop stores only its SHA-256, which is sufficient for a secret of
/// that entropy. A guest's token identifies its own principal; a customer's token contains the customer id, so that no
/// index from token to customer is needed. It ends in a keyed check (<see cref="IdSeal"/>), so a token that this shop
/// did not issue is refused before any grain is called.
/// </summary>
internal sealed class AccessToken
{
    private const string GuestPrefix = "sa_gst_";
    private const string CustomerPrefix = "sa_cus_";

    /// <summary>The longest text of a token.</summary>
    public const int TextMax = 128;

    /// <summary>The length of the secret in a token.</summary>
    public const int SecretBytes = 32;

    private const int SecretLength = 52;
    private const int CheckLength = 13;

    private readonly string _text;

    private AccessToken(string text, CustomerId customer)
    {
        _text = text;
        Customer = customer;
        Hash = TokenHash.Of(text);
        Principal = IsGuest ? PrincipalId.ForGuest(Hash) : PrincipalId.For(customer);
    }

    /// <summary>The customer whom the token claims to belong to; default for a guest's token.</summary>
    public CustomerId Customer { get; }

    /// <summary>Whether it is a guest's token.</summary>
    public bool IsGuest => Customer.IsDefault;

    /// <summary>The hash that the shop stores.</summary>
    public TokenHash Hash { get; }

    /// <summary>The holder: a guest is identified by the token's hash, a customer by the customer id.</summary>
    public PrincipalId Principal { get; }

    /// <summary>The token of a guest with this secret.</summary>
    public static AccessToken NewGuest(ReadOnlySpan<byte> secret, IdSeal seal) =>
        Create(GuestPrefix, default, secret, seal);

    /// <summary>
    /// The token of a customer with this secret; invalid until the customer's grain stores its hash.
    /// </summary>
    public static AccessToken NewCustomer(CustomerId customer, ReadOnlySpan<byte> secret, IdSeal seal) =>
        Create($"{CustomerPrefix}{customer.Value["cus_".Length..]}_", customer, secret, seal);

    /// <summary>Parses a token; false if this shop cannot have issued the text.</summary>
    public static bool TryParse(string? text, IdSeal seal, [NotNullWhen(true)] out AccessToken? token)
    {
        ArgumentNullException.ThrowIfNull(seal);
        token = null;
        if (text is null || text.Length > TextMax || text.Length < CheckLength + SecretLength + 1) return false;

        // sa_gst_SECRET_CHECK or sa_cus_ID_SECRET_CHECK
        var body = text.AsSpan(0, text.Length - CheckLength - 1);
        var secretAt = body.Length - SecretLength;
        if (text[body.Length] != '_' || body[secretAt..].Contains('_')) return false;
        if (!TryReadHolder(body[..secretAt], out var customer)) return false;
        if (!IdSeal.Matches(text.AsSpan(body.Length + 1), seal.CheckOfToken(body))) return false;

        token = new AccessToken(text, customer);
        return true;
    }

    /// <summary>The token's text, for the single answer that issues it. Nothing else exposes it.</summary>
    public string Reveal() => _text;

    /// <summary>Never the token itself, so that a log line cannot leak it.</summary>
    public override string ToString() => IsGuest ? "guest token" : $"token of {Customer}";

    private static AccessToken Create(string prefix, CustomerId customer, ReadOnlySpan<byte> secret, IdSeal seal)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentOutOfRangeException.ThrowIfNotEqual(secret.Length, SecretBytes);
        var body = IdText.Encode(prefix, secret);
        return new($"{body}_{seal.CheckOfToken(body)}", customer);
    }

    /// <summary>Parses the part before the secret; the customer stays default for a guest.</summary>
    private static bool TryReadHolder(ReadOnlySpan<char> prefix, out CustomerId customer)
    {
        customer = default;
        if (prefix is GuestPrefix) return true;
        return prefix.StartsWith(CustomerPrefix) && prefix[^1] == '_' && prefix.Length > CustomerPrefix.Length &&
            CustomerId.TryParse($"cus_{prefix[CustomerPrefix.Length..^1]}", out customer);
    }
}

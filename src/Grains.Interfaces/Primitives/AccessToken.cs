using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// An opaque bearer token of 256 random bits. The shop keeps only its SHA-256, which is enough for a secret of that
/// entropy. A guest's token is its own principal; a customer's token names the customer, so that no index from token
/// to customer is needed. The check characters let a typo or a truncated token be told from a revoked one without a
/// look-up.
/// </summary>
public sealed class AccessToken
{
    private const string GuestPrefix = "sa_gst_";
    private const string CustomerPrefix = "sa_cus_";
    private const int SecretLength = 52;
    private const int CheckLength = 7;
    private const int TextMax = 128;

    private readonly string _text;

    private AccessToken(string text, CustomerId customer)
    {
        _text = text;
        Customer = customer;
        Hash = TokenHash.Of(text);
    }

    /// <summary>The customer whom the token claims to belong to; default for a guest's token.</summary>
    public CustomerId Customer { get; }

    /// <summary>Whether it is a guest's token.</summary>
    public bool IsGuest => Customer.IsDefault;

    /// <summary>What the shop stores of the token.</summary>
    public TokenHash Hash { get; }

    /// <summary>Who the holder is: a guest is known by the token's hash, a customer by the customer id.</summary>
    public PrincipalId Principal => IsGuest ? new PrincipalId($"gst_{Hash.Value}") : PrincipalId.For(Customer);

    /// <summary>A fresh token for a guest.</summary>
    public static AccessToken NewGuest(IRandomSource random) => Create(GuestPrefix, default, random);

    /// <summary>A fresh token for a customer, worthless until the customer's grain knows its hash.</summary>
    public static AccessToken NewCustomer(CustomerId customer, IRandomSource random) =>
        Create($"{CustomerPrefix}{customer.Value["cus_".Length..]}_", customer, random);

    /// <summary>Reads a token; false when the text cannot be one that was ever issued.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AccessToken? token)
    {
        token = null;
        if (text is null || text.Length > TextMax) return false;

        var parts = text.Split('_');
        var customer = default(CustomerId);
        var formed = parts switch
        {
            ["sa", "gst", { Length: SecretLength }, { Length: CheckLength }] => true,
            ["sa", "cus", var id, { Length: SecretLength }, { Length: CheckLength }] =>
                CustomerId.TryParse($"cus_{id}", out customer),
            _ => false,
        };
        if (!formed || Check(text[..^(CheckLength + 1)]) != parts[^1]) return false;

        token = new AccessToken(text, customer);
        return true;
    }

    /// <summary>The token's text, for the one answer that hands it out. There is no other way to get at it.</summary>
    public string Reveal() => _text;

    /// <summary>Never the token itself, so that a log line cannot leak it.</summary>
    public override string ToString() => IsGuest ? "guest token" : $"token of {Customer}";

    private static AccessToken Create(string prefix, CustomerId customer, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> secret = stackalloc byte[32];
        random.Fill(secret);
        var body = prefix + IdText.Encode(secret);
        return new($"{body}_{Check(body)}", customer);
    }

    private static string Check(string body) =>
        IdText.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(body)))[..CheckLength];
}

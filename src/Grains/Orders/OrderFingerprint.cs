using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>Distinguishes a repeated command from another one under the same idempotency key.</summary>
internal static class OrderFingerprint
{
    /// <summary>
    /// Hashes the client's request. Excludes the cart's content: a retry must be the same command whatever the cart
    /// contains by then.
    /// </summary>
    public static string Of(PlaceOrder command)
    {
        var text = string.Join(
            '\n',
            command.Cart.Value,
            command.PaymentToken,
            command.ExpectedTotal?.MinorUnits.ToString(CultureInfo.InvariantCulture) ?? "",
            command.ExpectedTotal?.Currency.Value ?? "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}

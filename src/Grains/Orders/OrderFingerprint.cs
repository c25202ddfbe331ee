using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>Tells whether two commands under one idempotency key are the same command.</summary>
internal static class OrderFingerprint
{
    /// <summary>
    /// A hash of what the client asked for. What the cart holds is no part of it: a retry must be the same command
    /// whatever has become of the cart.
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

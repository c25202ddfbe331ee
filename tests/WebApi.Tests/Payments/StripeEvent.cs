using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>Sends events as Stripe does.</summary>
internal static class StripeEvent
{
    public const string Path = "/webhooks/payments/stripe";
    public const string Header = "Stripe-Signature";

    public static Task<Answer> SendAsync(Visitor client, string body, string signature) =>
        client.SendRawAsync(HttpMethod.Post, Path, body, (Header, signature));

    public static string Write(string type, string metadata) =>
        $"{{\"id\":\"evt_{type}\",\"type\":\"{type}\",\"data\":{{\"object\":" +
        $"{{\"id\":\"pi_1\",\"status\":\"succeeded\",\"metadata\":{metadata}}}}}}}";

    public static string Sign(string body, string secret = StripeFixture.NewSecret, int seconds = 0)
    {
        var time = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(hash)}";
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// The names of a payment's operations at the provider. They follow from the payment's id and never change.
/// </summary>
internal static class PaymentKeys
{
    public static string Authorisation(PaymentId id) => id.Value + ":auth";

    public static string Capture(PaymentId id) => id.Value + ":capture";

    public static string Void(PaymentId id) => id.Value + ":void";

    /// <summary>The key of the n-th refund, from 1.</summary>
    public static string Refund(PaymentId id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{id.Value}:refund:{number}");

    /// <summary>The id of the one refund that gives an unwanted capture back.</summary>
    public static OperationId OrphanRefund(PaymentId id) => new(id.Value + "/orphan-refund");

    /// <summary>What is kept of a token to recognise it: 64 bits of its SHA-256.</summary>
    public static string TokenFingerprint(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 8));
}

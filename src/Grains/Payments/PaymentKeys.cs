using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>
/// The idempotency keys of a payment's operations. They follow from the payment's id and never change.
/// </summary>
internal static class PaymentKeys
{
    public static string Authorisation(PaymentId id) => id.Value + ":auth";

    public static string Capture(PaymentId id) => id.Value + ":capture";

    public static string Void(PaymentId id) => id.Value + ":void";

    /// <summary>The key of the n-th refund, from 1.</summary>
    public static string Refund(PaymentId id, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{id.Value}:refund:{number}");

    /// <summary>The operation that a key stands for.</summary>
    public static ProviderOperation OperationOf(string key) =>
        key.EndsWith(":auth", StringComparison.Ordinal) ? ProviderOperation.Authorise
        : key.EndsWith(":capture", StringComparison.Ordinal) ? ProviderOperation.Capture
        : key.EndsWith(":void", StringComparison.Ordinal) ? ProviderOperation.Void
        : ProviderOperation.Refund;

    /// <summary>The id of the single refund that returns an unwanted capture.</summary>
    public static OperationId OrphanRefund(PaymentId id) => new(id.Value + "/orphan-refund");

    /// <summary>The stored fingerprint of a token: 64 bits of its SHA-256.</summary>
    public static string TokenFingerprint(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 8));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>The reason why a webhook's signature is not valid.</summary>
public enum SignatureProblem
{
    /// <summary>The signature is valid.</summary>
    None = 0,

    /// <summary>There is no signature.</summary>
    Missing = 1,

    /// <summary>It is not of the form <c>t=seconds,v1=hex</c>.</summary>
    Malformed = 2,

    /// <summary>Its time differs too much from the current time.</summary>
    Stale = 3,

    /// <summary>It does not belong to this body under any of the secrets.</summary>
    Wrong = 4,
}

/// <summary>
/// Verifies the signature of a webhook: HMAC-SHA256 over the time, a dot and the raw body, under one of several
/// secrets. Comparisons take constant time.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header that carries the signature.</summary>
    public const string Header = "Webhook-Signature";

    private const int HeaderLengthMax = 1_024;
    private const int CandidatesMax = 8;

    /// <summary>The largest difference between a signature's time and the current time.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Verifies the signature of this body.</summary>
    public static SignatureProblem Check(
        string? header, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (string.IsNullOrEmpty(header)) return SignatureProblem.Missing;
        if (!TryParse(header, out var time, out var candidates)) return SignatureProblem.Malformed;

        // The difference cannot overflow: the parsed time is within what a DateTimeOffset holds.
        if ((now - DateTimeOffset.FromUnixTimeSeconds(time)).Duration() > Tolerance) return SignatureProblem.Stale;

        byte[] signed = [.. Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture) + "."), .. body];
        var matches = false;
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            if (string.IsNullOrEmpty(secret)) continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed, expected);
            foreach (var candidate in candidates)
            {
                matches |= CryptographicOperations.FixedTimeEquals(candidate, expected);
            }
        }

        return matches ? SignatureProblem.None : SignatureProblem.Wrong;
    }

    private static bool TryParse(string header, out long time, out List<byte[]> candidates)
    {
        time = -1;
        candidates = [];
        if (header.Length > HeaderLengthMax) return false;
        foreach (var part in header.Split(','))
        {
            var text = part.AsSpan().Trim();
            if (text.StartsWith("t=", StringComparison.Ordinal))
            {
                var digits = text[2..];
                if (time >= 0 || digits.Length is 0 or > 11 ||
                    !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out time))
                {
                    return false;
                }
            }
            else if (text.StartsWith("v1=", StringComparison.Ordinal))
            {
                var signature = new byte[SHA256.HashSizeInBytes];
                if (candidates.Count == CandidatesMax || text.Length != 3 + (2 * SHA256.HashSizeInBytes) ||
                    Convert.FromHexString(text[3..], signature, out _, out _) != System.Buffers.OperationStatus.Done)
                {
                    return false;
                }

                candidates.Add(signature);
            }
        }

        return time >= 0 && candidates.Count > 0;
    }
}

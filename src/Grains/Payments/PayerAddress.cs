using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>Addresses at which payers confirm payments (3-D Secure).</summary>
internal static class PayerAddress
{
    private const int LengthMax = 2_000;

    /// <summary>Whether a shopper's browser may be sent there.</summary>
    public static bool IsSafe([NotNullWhen(true)] string? text) =>
        text is { Length: <= LengthMax } && Uri.TryCreate(text, UriKind.Absolute, out var url) &&
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}

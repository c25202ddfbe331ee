using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>The seal of a shop that exists in tests alone.</summary>
internal static class TestSeal
{
    /// <summary>The secret of a token.</summary>
    public static byte[] Secret { get; } = [.. Enumerable.Range(1, AccessToken.SecretBytes).Select(i => (byte)i)];

    public static IdSeal Instance { get; } = new("a key that only the tests of the API know");
}

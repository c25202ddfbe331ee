using System.Net;
using System.Text.RegularExpressions;

namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>The page that shows the API's description, in production as everywhere.</summary>
public sealed partial class DescriptionPageTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Page_AndItsScripts_ComeFromTheShop()
    {
        using var client = shop.NewClient();

        var page = await client.GetAsync("/scalar/");

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.Status, page.MediaType));
        Assert.DoesNotContain("://", page.Text, StringComparison.Ordinal);
        var scripts = Source().Matches(page.Text).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var answer = await client.GetAsync($"/scalar/{script}");
            Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.Status, answer.MediaType));
        }
    }

    [Fact]
    public async Task Page_Policy_AllowsScriptsWithItsNonceOnly()
    {
        using var client = shop.NewClient();

        var first = await client.GetAsync("/scalar/");
        var second = await client.GetAsync("/scalar/");

        Assert.NotEqual(NonceOf(first), NonceOf(second));
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"script-src 'self' 'nonce-{NonceOf(first)}';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.All(
            Script().Matches(first.Text),
            script => Assert.Contains($"nonce=\"{NonceOf(first)}\"", script.Value, StringComparison.Ordinal));
    }

    private static string NonceOf(Answer page) => Nonce().Match(page.Text).Groups[1].Value;

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Source();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();
}

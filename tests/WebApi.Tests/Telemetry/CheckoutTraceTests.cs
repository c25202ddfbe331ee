using System.Net;

namespace ShopActors.WebApi.Tests.Telemetry;

/// <summary>One trace shows a checkout from the request to the appends and the provider's answers.</summary>
public sealed class CheckoutTraceTests(TracedFixture shop) : IClassFixture<TracedFixture>
{
    private const string Request = "POST /carts/{cartId}/checkout";

    private static readonly string[] Expected =
    [
        "IOrderGrain/Place",
        "IOrderGrain/Place > IOrderGrain/Place > journal append",
        "IOrderGrain/Place > IOrderGrain/Place > ICartGrain/Get > ICartGrain/Get",
        "IOrderGrain/Place > IOrderGrain/Place > ICheckoutCart/Lock > ICheckoutCart/Lock > journal append",
        "IOrderGrain/Place > IOrderGrain/Place > ICheckoutStock/Take > ICheckoutStock/Take > journal append",
        "IOrderGrain/Place > IOrderGrain/Place > payment authorise",
        "IOrderGrain/Place > IOrderGrain/Place > payment capture",
        "IOrderGrain/Place > IOrderGrain/Place > ICheckoutStock/Commit > ICheckoutStock/Commit > journal append",
        "IOrderGrain/Place > IOrderGrain/Place > ICheckoutCart/Clear > ICheckoutCart/Clear > journal append",
    ];

    [Fact]
    public async Task Checkout_WithAnExporter_IsOneTraceFromTheRequestToAppendsAndProvider()
    {
        using var client = shop.NewClient();
        var cart = await client.NewCartWithAsync("BOOK-CLA-001");
        using var test = shop.Recorder.Begin();

        var order = await client.CheckoutAsync(cart, "trace-1");

        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        await shop.Recorder.Ended.WaitAsync(TimeSpan.FromMinutes(1));
        var spans = shop.Recorder.Spans;
        var paths = spans.Select(shop.Recorder.PathOf).ToList();
        Assert.All(paths, path => Assert.Equal(paths[0][0], path[0]));
        var below = paths.Where(path => path.Contains(Request))
            .Select(path => string.Join(" > ", path.SkipWhile(name => name != Request).Skip(1)))
            .ToHashSet();
        Assert.All(Expected, path => Assert.True(below.Contains(path), $"{path} is not in\n{shop.Recorder.ToText()}"));
        var append = spans.First(span => span.DisplayName == "journal append");
        Assert.Equal("sqlite", append.GetTagItem("shop.journal.backend"));
        Assert.True(append.GetTagItem("shop.journal.batch.size") is > 0, "The append names no batch.");
        string[] secrets = [cart, (string)order.Json["id"]!, client.Token!, "tok_ok"];
        Assert.All(spans.Where(span => span.IsStopped), span => Assert.DoesNotContain(
            span.TagObjects, tag => secrets.Any(secret => $"{tag.Value}".Contains(secret, StringComparison.Ordinal))));
    }
}

using System.Net;
using System.Text;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>Webhooks that the provider never sent must not get in.</summary>
public sealed class WebhookTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Path = "/webhooks/payments/simulator";

    public static TheoryData<string?, int> BadSignatures => new()
    {
        { null, 400 },
        { "", 400 },
        { "v1=00", 400 },
        { "t=1,v1=" + new string('0', 64), 400 },
        { "t=99999999999,v1=" + new string('0', 64), 400 },
        { Now() + ",v1=" + new string('0', 64), 401 },
        { Now() + ",v1=" + new string('0', 64) + ",v1=" + new string('1', 64), 401 },
        { Now() + ",v1=xyz", 400 },
    };

    [Theory]
    [MemberData(nameof(BadSignatures))]
    public async Task Webhook_NotSignedByTheProvider_IsRefused(string? signature, int status)
    {
        using var http = new HttpClient { BaseAddress = shop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path);
        request.Content = new StringContent(
            "{\"id\":\"evt_1\",\"type\":\"captured\",\"key\":\"pay_x:capture\",\"payment\":\"pay_x\"}", Encoding.UTF8,
            "application/json");
        if (signature is not null) request.Headers.TryAddWithoutValidation("Webhook-Signature", signature);

        using var response = await http.SendAsync(request);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    [Fact]
    public async Task Webhook_TooLarge_IsRefusedBeforeItIsRead()
    {
        using var client = shop.NewClient();

        var answer = await client.PostTextAsync(Path, new string('x', 100_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    private static string Now() => $"t={DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";
}

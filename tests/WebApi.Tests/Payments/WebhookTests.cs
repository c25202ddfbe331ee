using System.Net;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>Webhooks that the provider never sent must not get in.</summary>
public sealed class WebhookTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Path = "/webhooks/payments/simulator";

    // Replaced when the test runs, which may be minutes after it was listed.
    private const string Now = "t=now";

    public static TheoryData<string?, int> BadSignatures => new()
    {
        { null, 400 },
        { "", 400 },
        { "v1=00", 400 },
        { "t=1,v1=" + new string('0', 64), 400 },
        { "t=99999999999,v1=" + new string('0', 64), 400 },
        { $"{Now},v1={new string('0', 64)}", 401 },
        { $"{Now},v1={new string('0', 64)},v1={new string('1', 64)}", 401 },
        { $"{Now},v1=xyz", 400 },
    };

    [Theory]
    [MemberData(nameof(BadSignatures))]
    public async Task C4_Webhook_NotSignedByTheProvider_IsRefused(string? signature, int status)
    {
        using var client = shop.NewClient();
        var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var answer = await client.SendRawAsync(
            HttpMethod.Post,
            Path,
            "{\"id\":\"evt_1\",\"type\":\"captured\",\"key\":\"pay_x:capture\",\"payment\":\"pay_x\"}",
            signature is null ? [] : [("Webhook-Signature", signature.Replace(
                Now, $"t={seconds}", StringComparison.Ordinal))]);

        Assert.Equal((HttpStatusCode)status, answer.Status);
    }

    [Fact]
    public async Task C9_Webhook_TooLarge_IsRefusedBeforeItIsRead()
    {
        using var client = shop.NewClient();

        var answer = await client.PostTextAsync(Path, new string('x', 100_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }
}

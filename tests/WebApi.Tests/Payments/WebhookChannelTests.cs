using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ShopActors.PaymentSimulator;

namespace ShopActors.WebApi.Tests.Payments;

/// <summary>The way of webhooks inside the process is as guarded as the one from outside.</summary>
public sealed class WebhookChannelTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "{\"id\":\"evt_1\",\"type\":\"capture.succeeded\",\"key\":\"pay_x:capture\",\"payment\":\"pay_x\"}");

    [Theory]
    [InlineData("")]
    [InlineData("t=1,v1=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Webhook_NotSignedByTheProvider_IsNotTaken(string signature)
    {
        var channel = shop.Services.GetRequiredService<IWebhookChannel>();

        Assert.False(await channel.SendAsync(Body, signature, CancellationToken.None));
    }
}

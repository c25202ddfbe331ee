using Grpc.Core;
using Grpc.Health.V1;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>The limits of the HTTP API hold for calls, and reflection where it is asked for.</summary>
public sealed class GrpcLimitTests(GrpcLimitTests.StrictShop shop) : IClassFixture<GrpcLimitTests.StrictShop>
{
    [Fact]
    public async Task Creations_OverTheRate_AreRefusedWithTheTimeToWait()
    {
        using var shopper = shop.NewShopper();

        var refused = new List<RpcException>();
        for (var n = 0; n < 2 * StrictShop.CreationBurst; n++)
        {
            try
            {
                await shopper.Carts.CreateCartAsync(new());
            }
            catch (RpcException e)
            {
                refused.Add(e);
            }
        }

        Assert.NotEmpty(refused);
        Assert.All(refused, e => Assert.Equal(
            (StatusCode.ResourceExhausted, "too_many_requests"), (e.StatusCode, e.Reason())));
        Assert.All(refused, e => Assert.True(e.RetryAfter() >= TimeSpan.FromSeconds(1)));
        var health = await new Health.HealthClient(shopper.Channel).CheckAsync(new());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task Reflection_ThatIsAskedFor_ListsTheServices()
    {
        using var shopper = shop.NewShopper();

        var services = await GrpcEdgeTests.ListAsync(shopper.Channel);

        Assert.Contains("shop.v1.OrderService", services);
    }

    /// <summary>A shop with low rates and reflection.</summary>
    public sealed class StrictShop : GrpcFixture
    {
        public const int CreationBurst = 10;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
        {
            ["Limits:CreationsPerSecondPerAddress"] = $"{CreationBurst / 10}",
            ["Grpc:Reflection"] = "true",
        };
    }
}

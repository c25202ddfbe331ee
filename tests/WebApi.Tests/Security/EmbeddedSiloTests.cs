using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>
/// The silo inside an API process is for that process alone; Cluster.Tests looks at the ports of a real one.
/// </summary>
public sealed class EmbeddedSiloTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public void EmbeddedSilo_NothingConfigured_HasNoGateway() =>
        Assert.Equal(0, shop.Services.GetRequiredService<IOptions<EndpointOptions>>().Value.GatewayPort);
}

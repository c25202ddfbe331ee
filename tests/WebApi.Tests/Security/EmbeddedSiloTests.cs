using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;
using ShopActors.Hosting;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>The silo inside an API process is for that process alone.</summary>
public sealed class EmbeddedSiloTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string SecretKey = "Orleans:ClusterSecret";

    [Fact]
    public async Task EmbeddedSilo_NothingConfigured_HasASecretAndPortsOfItsOwn()
    {
        var other = new ShopFixture();
        await other.InitializeAsync();
        try
        {
            var (secret, ports) = (Secret(shop), Ports(shop));

            Assert.Equal(64, secret.Length);
            Assert.NotEqual(secret, Secret(other));
            Assert.Equal(4, ports.Concat(Ports(other)).Distinct().Count());
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public void EmbeddedProvider_NothingConfigured_KeepsItsBooksWithTheShopsData() =>
        Assert.Equal(
            Path.Combine(shop.DataPath, "payments.log"),
            shop.Services.GetRequiredService<IOptions<SimulatorOptions>>().Value.LogPath);

    private static string Secret(ShopFixture fixture) =>
        fixture.Services.GetRequiredService<IConfiguration>()[SecretKey] ?? "";

    private static int[] Ports(ShopFixture fixture)
    {
        var settings = fixture.Services.GetRequiredService<IOptions<SiloSettings>>().Value;
        return [settings.SiloPort, settings.GatewayPort];
    }
}

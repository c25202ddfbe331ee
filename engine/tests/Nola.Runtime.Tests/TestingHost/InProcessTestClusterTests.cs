using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class InProcessTestClusterTests
{
    [Fact]
    public async Task Deploy_WithCapturedObject_ServesCallsAndSurvivesAKill()
    {
        var builder = new InProcessTestClusterBuilder(2);
        var marker = new object();
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(marker));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        Assert.All(cluster.Silos, silo => Assert.Same(marker, silo.ServiceProvider.GetRequiredService<object>()));
        var grain = cluster.Client.GetGrain<IPlaceGrain>(1);
        var home = await grain.GetSilo();
        await cluster.KillSiloAsync(cluster.GetSiloForAddress(home)!);
        await cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        Assert.NotEqual(home, await grain.GetSilo());
    }
}

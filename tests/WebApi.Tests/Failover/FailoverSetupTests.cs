using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using ShopActors.Hosting.Failover;

namespace ShopActors.WebApi.Tests.Failover;

public sealed class FailoverSetupTests
{
    [Fact]
    public void AddFailover_Silo_SetsTheTimeOutsOfBothKindsOfCalls()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddFailover());
        using var host = builder.Build();

        var messaging = host.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;

        Assert.Equal(TimeSpan.FromSeconds(2.5), messaging.ResponseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), messaging.SystemResponseTimeout);
    }
}

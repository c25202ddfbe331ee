using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.Runtime.Tests.Networking;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class InProcessTestClusterTests
{
    [Fact]
    public async Task RestartStoppedSecondarySiloAsync_OfAKilledSilo_JoinsUnderItsName()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var killed = cluster.Silos[1];

        await Assert.ThrowsAsync<ArgumentException>(() => cluster.RestartStoppedSecondarySiloAsync(killed.Name));
        await cluster.KillSiloAsync(killed);
        var successor = await cluster.RestartStoppedSecondarySiloAsync(killed.Name);

        Assert.Equal(killed.Name, successor.Name);
        Assert.NotEqual(killed.SiloAddress, successor.SiloAddress);
        Assert.Equal(2, cluster.Silos.Count);
    }

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

    [Fact]
    public async Task Deploy_WithTls_ServesCalls()
    {
        using var certificates = new TestCertificates();
        void Configure(TlsOptions options) =>
            options.RemoteCertificateValidation = (certificate, _, _) => certificates.IsTrusted(certificate);
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.UseTls(certificates.Create(), Configure));
        builder.ConfigureClient(client => client.UseTls(certificates.Create(), Configure));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        var homes = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(key => cluster.Client.GetGrain<IPlaceGrain>(key).GetSilo()));

        Assert.Equal(2, homes.Distinct().Count());
    }

    [Fact]
    public void UseTls_NoPrivateKeyOrNoCertificate_IsRefused()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Create();
        using var withoutKey = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var isConfigured = false;
        Host.CreateEmptyApplicationBuilder(null).UseOrleans(silo =>
        {
            Assert.Throws<ArgumentException>(() => silo.UseTls(withoutKey));
            Assert.Throws<InvalidOperationException>(() => silo.UseTls(_ => { }));
            isConfigured = true;
        });

        Assert.True(isConfigured);
    }
}

using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// A process of a cluster without certificates: it ends before it opens a port, or stays on the machine and says so.
/// </summary>
public sealed class StartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new("cluster-start-");

    public void Dispose() => _home.Dispose();

    public static TheoryData<string> Programs => ["silo", "api"];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Process_WithoutCertificates_EndsAndSaysWhatToSet(string program)
    {
        var (code, said) = await RunToItsEndAsync(program, []);

        Assert.NotEqual(0, code);
        Assert.Contains("Cluster:Tls:CertificatePath", said, StringComparison.Ordinal);
        Assert.Contains("Cluster:Tls:AllowInsecureLoopback", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening on", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_InsecureAndReachableFromOutside_Ends()
    {
        var (code, said) = await RunToItsEndAsync("silo", new()
        {
            ["Cluster__Tls__AllowInsecureLoopback"] = "true",
            ["Silo__AdvertisedAddress"] = "192.0.2.7",
            ["Silo__ListenOnAnyAddress"] = "true",
        });

        Assert.NotEqual(0, code);
        Assert.Contains("Silo:AdvertisedAddress is 192.0.2.7", said, StringComparison.Ordinal);
        Assert.Contains("Silo:ListenOnAnyAddress is true", said, StringComparison.Ordinal);
    }

    [RedisFact]
    public async Task Silo_InsecureOnLoopback_StartsAndWarnsOnce()
    {
        var silo = new TrustedSilo(new Dictionary<string, string> { ["Cluster__Tls__AllowInsecureLoopback"] = "true" });
        try
        {
            await silo.InitializeAsync();

            Assert.Single(silo.LogLines(), line => line.Contains("AllowInsecureLoopback", StringComparison.Ordinal));
            await using var client = Peers.ForeignClient(silo.GatewayPort, static _ => { });
            Assert.NotEqual(0, await client.AskAsync());
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    private Task<(int Code, string Said)> RunToItsEndAsync(string program, Dictionary<string, string> settings) =>
        ChildProcess.RunToItsEndAsync(new()
        {
            Name = program,
            FileName = "dotnet",
            Arguments = [program == "silo" ? RepositoryLayout.Silo : RepositoryLayout.WebApi],
            LogPath = _home.File(program + ".out"),
            Environment = new Dictionary<string, string>(settings)
            {
                ["Cluster__Mode"] = "Cluster",
                ["Ids__Key"] = new string('k', 32),
                ["PaymentSimulator__AllowInProduction"] = "true",
                ["Silo__SiloPort"] = $"{FreePort.Next()}",
                ["Silo__GatewayPort"] = $"{FreePort.Next()}",
                ["Silo__HealthPort"] = $"{FreePort.Next()}",
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}",
                // Nothing answers there: the settings are looked at before anything else.
                ["Redis__ConnectionString"] = $"127.0.0.1:{FreePort.Next()}",
            },
        }, Patience);
}

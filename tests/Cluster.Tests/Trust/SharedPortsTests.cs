namespace ShopActors.Cluster.Tests.Trust;

/// <summary>A second silo on the ports of a running one ends, and the running one stays in its cluster.</summary>
public sealed class SharedPortsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new("shared-ports-");

    public void Dispose() => _home.Dispose();

    [RedisFact]
    public async Task Silo_OnThePortsOfARunningOne_EndsWithoutJoining()
    {
        var insecure = new Dictionary<string, string> { ["Cluster__Tls__AllowInsecureLoopback"] = "true" };
        var running = new TrustedSilo(insecure);
        try
        {
            await running.InitializeAsync();
            var members = await running.CountMembersAsync();

            var (code, said) = await ChildProcess.RunToItsEndAsync(
                new()
                {
                    Name = "second",
                    FileName = "dotnet",
                    Arguments = [RepositoryLayout.Silo],
                    LogPath = _home.File("second.out"),
                    Environment = new Dictionary<string, string>(insecure)
                    {
                        ["Redis__ConnectionString"] = running.RedisConnection,
                        ["Storage__Backend"] = "Memory",
                        ["PaymentSimulator__AllowInProduction"] = "true",
                        ["Silo__SiloPort"] = $"{running.SiloPort}",
                        ["Silo__GatewayPort"] = $"{running.GatewayPort}",
                        ["Silo__HealthPort"] = $"{FreePort.Next()}",
                    },
                },
                Patience);

            Assert.Equal(1, code);
            Assert.Contains($"Silo:SiloPort: port {running.SiloPort} is in use", said, StringComparison.Ordinal);
            Assert.Equal(members, await running.CountMembersAsync());
            await using var client = Peers.ForeignClient(running.GatewayPort, static _ => { });
            Assert.NotEqual(0, await client.AskAsync());
        }
        finally
        {
            await running.DisposeAsync();
        }
    }
}

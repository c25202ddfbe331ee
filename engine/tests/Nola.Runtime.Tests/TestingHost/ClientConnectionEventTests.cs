using System.Threading.Channels;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class ClientConnectionEventTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Client_Stops_IsTold_ThatTheConnectionIsLost()
    {
        var lost = new TaskCompletionSource();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureClient(client => client
            .AddGatewayCountChangedHandler((_, _) => throw new InvalidOperationException("The handler fails."))
            .AddClusterConnectionLostHandler((_, _) => lost.TrySetResult()));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        Assert.False(lost.Task.IsCompleted);

        await cluster.StopAllSilosAsync();

        Assert.True(lost.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Gateway_IsLostAndComesBack_BothAreTold()
    {
        var counts = Channel.CreateUnbounded<int>();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureClient(client => client.AddGatewayCountChangedHandler(
            (_, change) => counts.Writer.TryWrite(change.NumberOfConnectedGateways)));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        await ReadUntilAsync(counts, 2);
        var silo = cluster.Silos[0];

        await cluster.StopSiloAsync(silo);
        await ReadUntilAsync(counts, 1);
        await cluster.RestartStoppedSecondarySiloAsync(silo.Name);
        await ReadUntilAsync(counts, 2);
    }

    private static async Task ReadUntilAsync(Channel<int> counts, int expected)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (await counts.Reader.ReadAsync(timeout.Token) != expected)
        {
        }
    }
}

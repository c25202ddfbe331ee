using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class CancellationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CancellationToken_FromAClient_ReachesTheCallee(bool waitsForTheCallee)
    {
        await using var cluster = await DeployAsync(waitsForTheCallee);
        for (var key = 0; key < 8; key++)
        {
            var grain = Grain(cluster, key);
            using var source = new CancellationTokenSource();
            var call = grain.Wait(source.Token);
            await UntilAsync(grain.IsWaiting);

            await source.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            await UntilAsync(grain.WasCancelled);
        }
    }

    [Fact]
    public async Task CancellationToken_CancelledBeforeTheCall_FailsTheCallItself()
    {
        await using var cluster = await DeployAsync();

        Assert.Throws<OperationCanceledException>(() => { _ = Grain(cluster, 1).Wait(new CancellationToken(true)); });
    }

    [Fact]
    public async Task CancellationToken_OfAWaitingCall_TakesItBack()
    {
        await using var cluster = await DeployAsync(waitsForTheCallee: true);
        for (var key = 0; key < 8; key++)
        {
            var grain = Grain(cluster, key);
            using var first = new CancellationTokenSource();
            using var second = new CancellationTokenSource();
            var running = grain.Wait(first.Token);
            await UntilAsync(grain.IsWaiting);
            var waiting = grain.Wait(second.Token);

            await second.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            Assert.False(await grain.WasCancelled());
            await first.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }
    }

    [Fact]
    public async Task GrainCancellationToken_ThroughGrainsOfAllSilos_RunsItsCallbackOnTheLastOnesTurn()
    {
        await using var cluster = await DeployAsync();
        for (var key = 0; key < 8; key++)
        {
            using var source = new GrainCancellationTokenSource();
            var direct = Grain(cluster, 100 + key);
            var last = Grain(cluster, 200 + key);
            var answer = direct.WaitForCancellation(source.Token);
            var through = Grain(cluster, key).WaitThrough(200 + key, source.Token);
            await UntilAsync(direct.IsWaiting);
            await UntilAsync(last.IsWaiting);

            await source.Cancel();

            Assert.True(await answer);
            await through;
        }
    }

    [Fact]
    public async Task GrainCancellationToken_CancelledBeforeTheCall_ArrivesCancelled()
    {
        await using var cluster = await DeployAsync();
        using var source = new GrainCancellationTokenSource();
        await source.Cancel();

        for (var key = 0; key < 8; key++)
        {
            Assert.True(await Grain(cluster, key).WaitForCancellation(source.Token));
        }
    }

    [Fact]
    public async Task GrainCancellationToken_ThrowingCallback_IsTheCancellersToKnow()
    {
        await using var cluster = await DeployAsync();
        for (var key = 0; key < 8; key++)
        {
            using var source = new GrainCancellationTokenSource();
            var grain = Grain(cluster, key);
            var call = grain.ThrowWhenCancelled(source.Token);
            await UntilAsync(grain.IsWaiting);

            var exception = await Assert.ThrowsAsync<AggregateException>(() => source.Cancel());

            Assert.IsType<InvalidOperationException>(Assert.Single(exception.InnerExceptions));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }
    }

    [Fact]
    public async Task StopSilo_MethodThatNeverEnds_IsNotWaitedForWithoutEnd()
    {
        await using var cluster = await DeployAsync();
        var calls = Enumerable.Range(0, 8).Select(key => Grain(cluster, key).WaitForEver()).ToArray();
        foreach (var key in Enumerable.Range(0, 8)) await Grain(cluster, key).GetSilo();

        await cluster.StopAllSilosAsync();

        foreach (var call in calls) await Assert.ThrowsAnyAsync<Exception>(() => call);
    }

    private static IWaitGrain Grain(TestCluster cluster, long key) => cluster.GrainFactory.GetGrain<IWaitGrain>(key);

    // The condition becomes true by itself: each question is a call, which takes its time.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition()) await Task.Yield();
    }

    private static async Task<TestCluster> DeployAsync(bool waitsForTheCallee = false)
    {
        var builder = new TestClusterBuilder(2);
        builder.AddSiloBuilderConfigurator<Silo>();
        if (waitsForTheCallee) builder.AddClientBuilderConfigurator<PatientClient>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed class Silo : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder) => siloBuilder.Configure<GrainCollectionOptions>(
            options => options.DeactivationTimeout = TimeSpan.FromMilliseconds(100));
    }

    private sealed class PatientClient : IClientBuilderConfigurator
    {
        public void Configure(Microsoft.Extensions.Configuration.IConfiguration configuration, IClientBuilder clientBuilder) =>
            clientBuilder.Services.Configure<ClientMessagingOptions>(
                options => options.WaitForCancellationAcknowledgement = true);
    }
}

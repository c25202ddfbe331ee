using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Hosting;
using Nola.Runtime.Placement;
using Nola.Runtime.Tests.Membership;
using Orleans.Configuration;
using Orleans.Runtime;
using static Nola.Runtime.Tests.Membership.MemberFixture;

namespace Nola.Runtime.Tests.Placement;

/// <summary>The order in which a silo goes: its work ends, its grains move, it leaves, and only then it is gone.</summary>
public sealed class GracefulStopTests : IAsyncLifetime
{
    private readonly MemberFixture _fixture = new();
    private readonly List<string> _steps = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Stop_HandsOverFirst_ThenStopsServices_ThenLeaves()
    {
        var peer = await _fixture.StartAsync(1);
        var (leaver, lifecycle) = await StartSiloAsync(2);
        var busy = Enumerable.Range(0, 1000).Select(i => GrainId.Create("busy", $"{i}"))
            .First(leaver.Handover.Ownership.Owns);
        var ended = new TaskCompletionSource();
        leaver.Busy.Add((busy, ended.Task));

        var stopping = lifecycle.OnStop(CancellationToken.None);

        // It gives its grains up and is out of the ring, but a member until the last of them is done.
        await Pump(leaver, () => peer.Agent.View.StatusOf(leaver.Address) == SiloStatus.ShuttingDown);
        await _fixture.SyncAsync();
        Assert.True(peer.Handover.Ownership.Owns(busy));
        Assert.False(peer.Handover.Ownership.MayServe(busy));
        Assert.True(leaver.Agent.MayServe);
        Assert.Equal(["active"], _steps);
        Assert.False(stopping.IsCompleted);

        ended.SetResult();
        await Pump(leaver, () => stopping.IsCompleted);
        await stopping;
        Assert.Equal(["active", "services as ShuttingDown"], _steps);
        Assert.Equal(SiloStatus.Dead, await _fixture.StatusOf(leaver));
        Assert.False(leaver.Agent.Evicted.IsCompleted);
        await _fixture.SyncAsync();

        // Nobody waits for a lease, and nobody voted.
        Assert.True(peer.Handover.Ownership.MayServe(busy));
        Assert.Empty((await _fixture.Rows.ReadRow(leaver.Address)).Members[0].Item1.SuspectTimes ?? []);
    }

    [Fact]
    public async Task Stop_Cancelled_IsACrash()
    {
        var peer = await _fixture.StartAsync(1);
        var (leaver, lifecycle) = await StartSiloAsync(2);

        await lifecycle.OnStop(new CancellationToken(canceled: true)).ContinueWith(static _ => { }, TaskScheduler.Default);

        // Nothing was said: the other silo finds the endpoint closed.
        await Eventually(() => peer.Agent.IsDead(leaver.Address));
        Assert.Single((await _fixture.Rows.ReadRow(leaver.Address)).Members[0].Item1.SuspectTimes!);
    }

    private async Task<(Member Silo, SiloLifecycle Lifecycle)> StartSiloAsync(int port)
    {
        var silo = _fixture.CreateDeaf(port);
        var lifecycle = new SiloLifecycle(NullLogger<SiloLifecycle>.Instance);
        var cluster = new SiloCluster(
            silo.Center,
            silo.Agent,
            silo.Handover,
            silo.Directory,
            Options.Create(new GrainCollectionOptions()),
            silo.Time,
            NullLogger<SiloCluster>.Instance);
        cluster.Participate(lifecycle);
        lifecycle.Subscribe("work", ServiceLifecycleStage.Active, Nothing, _ => Note("active"));
        lifecycle.Subscribe(
            "services", ServiceLifecycleStage.ApplicationServices, Nothing, _ => Note($"services as {silo.Agent.LocalStatus}"));
        var starting = lifecycle.OnStart(CancellationToken.None);
        await Pump(silo, () => starting.IsCompleted);
        await starting;
        await _fixture.SyncAsync();
        return (silo, lifecycle);
    }

    private static Task Nothing(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task Note(string step)
    {
        _steps.Add(step);
        return Task.CompletedTask;
    }

    // The silo looks again after some of its time whether what it waits for has come.
    private static Task Pump(Member silo, Func<bool> condition) => Eventually(() =>
    {
        silo.Time.Advance(TimeSpan.FromMilliseconds(1));
        return condition();
    });
}

using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Abstractions;

public sealed class LifecycleSubjectTests
{
    private readonly List<string> _log = [];
    private readonly TestLifecycle _lifecycle = new();

    [Fact]
    public async Task OnStart_SeveralStages_RunsThemInOrderAndStopsInReverse()
    {
        Add("late", 30);
        Add("early", 10);
        Add("middle", 20);

        await _lifecycle.OnStart();
        await _lifecycle.OnStop();

        Assert.Equal(["+early", "+middle", "+late", "-late", "-middle", "-early"], _log);
    }

    [Fact]
    public async Task OnStart_SameStage_RunsObserversTogether()
    {
        var first = new TaskCompletionSource();
        _lifecycle.Subscribe("waits", 10, _ => first.Task);
        _lifecycle.Subscribe("releases", 10, _ =>
        {
            first.SetResult();
            return Task.CompletedTask;
        });

        await _lifecycle.OnStart();
    }

    [Fact]
    public async Task OnStart_AStageFails_LaterStagesDoNotStartAndStopReachesTheEarlier()
    {
        Add("early", 10);
        _lifecycle.Subscribe("fails", 20, _ => throw new InvalidOperationException("boom"));
        Add("late", 30);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _lifecycle.OnStart());
        await _lifecycle.OnStop();

        Assert.Equal(["+early", "-early"], _log);
    }

    [Fact]
    public async Task OnStop_AnObserverFails_TheOthersStop()
    {
        Add("early", 10);
        _lifecycle.Subscribe("fails", 20, _ => Task.CompletedTask, _ => throw new InvalidOperationException("boom"));

        await _lifecycle.OnStart();
        await _lifecycle.OnStop();

        Assert.Equal(["+early", "-early"], _log);
    }

    [Fact]
    public async Task Subscribe_DuringStartToALaterStage_IsStarted()
    {
        _lifecycle.Subscribe("subscriber", 10, _ =>
        {
            Add("added", 20);
            return Task.CompletedTask;
        });

        await _lifecycle.OnStart();

        Assert.Equal(["+added"], _log);
        Assert.Throws<InvalidOperationException>(() => Add("tooLate", 5));
    }

    [Fact]
    public async Task OnStart_Cancelled_ThrowsLifecycleCanceled()
    {
        using var source = new CancellationTokenSource();
        _lifecycle.Subscribe("cancels", 10, async _ => await source.CancelAsync());
        Add("late", 20);

        await Assert.ThrowsAsync<OrleansLifecycleCanceledException>(() => _lifecycle.OnStart(source.Token));

        Assert.Empty(_log);
    }

    [Fact]
    public async Task Dispose_OfASubscription_RemovesTheObserver()
    {
        Add("gone", 10).Dispose();

        await _lifecycle.OnStart();

        Assert.Empty(_log);
    }

    private IDisposable Add(string name, int stage) => _lifecycle.Subscribe(
        name,
        stage,
        _ =>
        {
            _log.Add("+" + name);
            return Task.CompletedTask;
        },
        _ =>
        {
            _log.Add("-" + name);
            return Task.CompletedTask;
        });

    private sealed class TestLifecycle() : LifecycleSubject(NullLogger.Instance);
}

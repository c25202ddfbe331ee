using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ShopActors.Client.Tests;

/// <summary>
/// A fake clock that tells when something begins to wait on it. Time moves only by the test, so a pause has begun
/// before it is ended.
/// </summary>
internal sealed class StepTime : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ToldTimer(this, base.CreateTimer(callback, state, dueTime, period));
        Tell(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer of this length has begun.</summary>
    public async Task WaitForTimerAsync(TimeSpan dueTime)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _timers.Reader.ReadAsync(patience.Token) != dueTime)
        {
        }
    }

    /// <summary>Waits until a pause between attempts has begun, ends it, and returns how long it was.</summary>
    public async Task<TimeSpan> EndPauseAsync()
    {
        var pause = await NextPauseAsync();
        Advance(pause);
        return pause;
    }

    /// <summary>Waits until a pause between attempts has begun.</summary>
    public async Task<TimeSpan> NextPauseAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var dueTime = await _timers.Reader.ReadAsync(patience.Token);
            if (dueTime != FakeShop.TimeLimit && dueTime != FakeShop.AttemptTimeLimit) return dueTime;
        }
    }

    private void Tell(TimeSpan dueTime)
    {
        if (dueTime != Timeout.InfiniteTimeSpan) Assert.True(_timers.Writer.TryWrite(dueTime));
    }

    private sealed class ToldTimer(StepTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            time.Tell(dueTime);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

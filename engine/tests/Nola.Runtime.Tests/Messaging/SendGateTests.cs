using Nola.Runtime.Messaging;

namespace Nola.Runtime.Tests.Messaging;

public sealed class SendGateTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SendGate _gate;

    public SendGateTests() => _gate = new SendGate(_time);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void WaitAsync_NobodySends_CompletesAtOnce()
    {
        for (var i = 0; i < 3; i++) Assert.True(_gate.WaitAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WaitAsync_WhileSomebodySends_WaitsForThem()
    {
        var wait = WaitInPass(out var later);

        await CompleteAsync(wait);
        await CompleteAsync(later);
    }

    private Task WaitInPass(out Task later)
    {
        using var pass = _gate.Enter();
        var wait = _gate.WaitAsync(default);
        using (_gate.Enter())
        {
            // Whoever comes later is not waited for, but waits in turn.
            later = _gate.WaitAsync(default);
        }

        _time.Advance(TimeSpan.FromMilliseconds(10));
        Assert.False(wait.IsCompleted);
        Assert.False(later.IsCompleted);
        return wait;
    }

    private async Task CompleteAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await task;
    }
}

using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>Peers that do not read, and connections that end with something unsent.</summary>
public sealed class BackPressureTests : IAsyncDisposable
{
    private const int PendingBytesMax = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly InMemoryNetwork _network = new();
    private readonly GatedNetwork _gated;
    private readonly string _text = new('x', 10_000);

    public BackPressureTests() => _gated = new GatedNetwork(_network);

    public async ValueTask DisposeAsync() => await _gated.BreakAsync();

    [Fact]
    public async Task Send_PeerDoesNotRead_ShedsCallsThatWereNotExecuted()
    {
        await using var callee = new TestHost(_network, 2);
        await using var caller = new TestHost(_gated, 1, pendingBytesMax: PendingBytesMax) { Owner = callee.Address };
        await caller.EchoAsync("first");
        _gated.CloseGate();

        var calls = Enumerable.Range(0, 50).Select(_ => caller.EchoAsync(_text)).ToArray();
        var shed = calls.Count(call => call is { IsFaulted: true, Exception.InnerException: LimitExceededException });
        _gated.OpenGate();
        await Task.WhenAll(calls.Where(call => !call.IsFaulted)).WaitAsync(Patience);

        Assert.InRange(shed, 1, 45);
        Assert.Equal(1 + calls.Length - shed, callee.Executions);
        Assert.Equal(shed, caller.Center.DeadLetters.CountOf(DeadLetterReason.Shed));
    }

    [Fact]
    public async Task Receive_CallerDoesNotReadItsAnswers_CallsAreShedAndNotExecuted()
    {
        await using var callee = new TestHost(_gated, 2, pendingBytesMax: PendingBytesMax);
        await using var caller = new TestHost(_network, 1) { Owner = callee.Address };
        await caller.EchoAsync("first");
        _gated.CloseGate();

        // One at a time until the answers fill what may wait; the first write holds what was there when it began.
        var calls = new List<Task<string>>();
        while (callee.Center.DeadLetters.CountOf(DeadLetterReason.Shed) == 0 && calls.Count < 1000)
        {
            calls.Add(caller.EchoAsync(_text));
            while (callee.Executions <= calls.Count && callee.Center.DeadLetters.CountOf(DeadLetterReason.Shed) == 0)
            {
                await Task.Yield();
            }
        }

        _gated.OpenGate();
        var outcomes = await Task.WhenAll(calls.Select(async call =>
        {
            try
            {
                await call.WaitAsync(Patience);
                return true;
            }
            catch (LimitExceededException)
            {
                return false;
            }
        }));

        Assert.Contains(false, outcomes);
        Assert.Equal(1 + outcomes.Count(isAnswered => isAnswered), callee.Executions);
    }

    [Fact]
    public async Task Close_CallsThatWereNotSent_GoByTheNextConnectionOnce()
    {
        await using var callee = new TestHost(_network, 2);
        await using var caller = new TestHost(_gated, 1) { Owner = callee.Address };
        await caller.EchoAsync("first");
        _gated.CloseGate();

        // The first is being written when the connection ends, and may have been executed; the others wait behind it.
        var lost = caller.CallAsync("Note", null, "written");
        var calls = Enumerable.Range(0, 10).Select(i => caller.EchoAsync($"{i}")).ToArray();
        await _gated.BreakAsync();
        _gated.OpenGate();

        var answers = await Task.WhenAll(calls).WaitAsync(Patience);
        await lost;
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"2:{i}"), answers);
        Assert.Equal(11, callee.Executions);
    }

    [Fact]
    public async Task Respond_ClientsConnectionBrokeMeanwhile_AnswersWhenItIsBack()
    {
        await using var silo = new TestHost(_network, 2);
        await using var client = new TestHost(_gated, 1, isClient: true) { Owner = silo.Address };
        var call = client.CallAsync("Wait", null);
        await silo.Started.Task.WaitAsync(Patience);

        await _gated.BreakAsync();
        await silo.FirstLoss.Task.WaitAsync(Patience);
        await client.FirstLoss.Task.WaitAsync(Patience);
        silo.MayEnd.SetResult();
        client.Center.Connect(silo.Address);

        await call.WaitAsync(Patience);
        Assert.Equal(0, silo.Center.DeadLetters.CountOf(DeadLetterReason.Unreachable));
    }

    [Fact]
    public async Task Respond_ClientDoesNotComeBack_IsADeadLetter()
    {
        var time = new ManualTime();
        await using var silo = new TestHost(_network, 2, time);
        await using var client = new TestHost(_gated, 1, isClient: true) { Owner = silo.Address };
        var call = client.CallAsync("Wait", null);
        await silo.Started.Task.WaitAsync(Patience);
        await _gated.BreakAsync();
        await silo.FirstLoss.Task.WaitAsync(Patience);
        silo.MayEnd.SetResult();

        while (silo.Center.DeadLetters.CountOf(DeadLetterReason.Unreachable) == 0)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.False(call.IsCompleted);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }
}

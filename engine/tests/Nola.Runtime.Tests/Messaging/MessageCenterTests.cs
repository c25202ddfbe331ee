using System.Net;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Messaging;

public sealed class MessageCenterTests : IAsyncLifetime
{
    private readonly InMemoryNetwork _network = new();
    private readonly ManualTime _time = new();
    private readonly TestHost _caller;
    private readonly TestHost _callee;

    public MessageCenterTests()
    {
        _caller = new TestHost(_network, 1, _time);
        _callee = new TestHost(_network, 2, _time);
        _caller.Owner = _callee.Owner = _callee.Address;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _callee.DisposeAsync();
    }

    [Fact]
    public async Task Send_Request_GetsItsResult()
    {
        Assert.Equal("2:hello", await _caller.EchoAsync("hello"));
        Assert.Equal(0, _caller.Center.PendingCount);
    }

    [Fact]
    public async Task Send_ManyAtOnce_EachGetsItsOwnResult()
    {
        var calls = Enumerable.Range(0, 2000).Select(i => _caller.EchoAsync($"{i}")).ToArray();

        var results = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"2:{i}"), results);
    }

    [Fact]
    public async Task Connect_ToThePredecessorOfWhoListens_GivesTheSuccessorNoConnection()
    {
        var predecessor = SiloAddress.New(_callee.Address.Endpoint, _callee.Address.Generation - 1);

        _caller.Center.Connect(predecessor);

        Assert.Equal(predecessor, await _caller.Unreachable.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(_callee.Center.ConnectedPeers);
        _callee.Owner = _caller.Address;
        Assert.Equal("1:hello", await _callee.EchoAsync("hello"));
    }

    // Who connects to a host that stops must see at once that it is gone, however late its streams are looked at.
    [Fact]
    public async Task Stop_BeforeAnAcceptedStreamIsServed_EndsTheStream()
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        var network = new LateNetwork();
        var host = new TestHost(network, 3, _time);
        await host.DisposeAsync();

        network.Accepted.SetResult(far);

        Assert.Equal(0, await near.ReadAsync(new byte[1]).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Connect_PeerThatTakesTheConnectionAndSaysNothing_IsSilentAndNotGone()
    {
        var silent = SiloAddress.New(System.Net.IPAddress.Loopback, 3, 1);
        await using var listener = _network.Listen(silent.Endpoint);

        _caller.Center.Connect(silent);
        await using var stream = await listener.AcceptAsync(default);
        while (!_caller.Unreachable.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal(silent, await _caller.Unreachable.Task);
        Assert.True(_caller.WasSilent);
    }

    [Fact]
    public async Task Send_LargeArgument_Arrives()
    {
        var text = new string('x', 3_000_000);

        Assert.Equal("2:" + text, await _caller.EchoAsync(text));
    }

    [Fact]
    public async Task Send_MethodThrows_CallerGetsTheException()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _caller.CallAsync("Fail", null, "boom"));

        Assert.Equal("boom", exception.Message);
    }

    [Fact]
    public async Task Send_RequestContext_Travels()
    {
        RequestContext.Set("key", "value");

        Assert.Equal("value", await (Task<string?>)_caller.CallAsync("GetContext", null, "key"));
    }

    [Fact]
    public async Task Send_OneWay_ArrivesAndWaitsForNothing()
    {
        await _caller.CallAsync("Note", null, "hello");

        Assert.Equal("hello", await _callee.Noted.Task);
        Assert.Equal(0, _caller.Center.PendingCount);
    }

    [Fact]
    public async Task Send_ToItself_IsServed()
    {
        _caller.Owner = _caller.Address;

        Assert.Equal("1:hello", await _caller.EchoAsync("hello"));
    }

    [Fact]
    public async Task Send_NoAnswerInTime_ThrowsTimeoutException()
    {
        var call = _caller.CallAsync("Wait", TimeSpan.FromSeconds(5));
        await _callee.Started.Task;
        Assert.False(call.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(6));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.StartsWith(
            "Response did not arrive on time in 00:00:05 for message", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, _caller.Center.PendingCount);
    }

    [Fact]
    public async Task Send_TargetDeclaredDead_ThrowsSiloUnavailable()
    {
        var call = _caller.CallAsync("Wait", null);
        await _callee.Started.Task;

        _caller.Dead.Add(_callee.Address);
        _caller.Center.OnSiloDead(_callee.Address);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Send_OwnerNotSettled_WaitsAndIsSentOnce()
    {
        _caller.Owner = null;
        var call = _caller.EchoAsync("hello");
        Assert.Equal(1, _caller.Center.ParkedCount);

        _caller.Owner = _callee.Address;
        _caller.Center.RetryParked();

        Assert.Equal("2:hello", await call);
    }

    [Fact]
    public async Task Send_UnreachableTarget_TakesAnotherWayWhenThereIsOne()
    {
        var nobody = SiloAddress.New(System.Net.IPAddress.Loopback, 99, 1);
        _caller.Owner = nobody;
        var call = _caller.EchoAsync("hello");
        Assert.Equal(nobody, await _caller.Unreachable.Task);
        Assert.False(_caller.WasSilent);

        _caller.Owner = _callee.Address;
        await CompleteParkedAsync(call);
        Assert.Equal("2:hello", await call);
    }

    [Fact]
    public async Task Forward_WrongSilo_CallIsServedByTheOwnerAndAnsweredToTheCaller()
    {
        await using var owner = new TestHost(_network, 3, _time);
        _callee.ForwardsCalls = true;
        _callee.Owner = owner.Owner = owner.Address;

        Assert.Equal("3:hello", await _caller.EchoAsync("hello"));
    }

    [Fact]
    public async Task Forward_BetweenSilosOfDifferentViews_WaitsUntilTheyAgree()
    {
        _callee.ForwardsCalls = _caller.ForwardsCalls = true;
        _callee.Owner = _caller.Address;
        var call = _caller.EchoAsync("hello");
        while (_caller.Center.ParkedCount + _callee.Center.ParkedCount == 0) await Task.Yield();
        Assert.False(call.IsCompleted);

        _callee.Owner = _callee.Address;

        await CompleteParkedAsync(call);
        Assert.Equal("2:hello", await call);
    }

    [Fact]
    public async Task Forward_InACircleWithoutEnd_IsRejected()
    {
        _callee.ForwardsCalls = _caller.ForwardsCalls = true;
        _callee.Owner = _caller.Address;

        await Assert.ThrowsAnyAsync<OrleansMessageRejectionException>(
            () => CompleteParkedAsync(_caller.EchoAsync("hello")));
    }

    [Fact]
    public async Task Drain_OutcomeThatWaitsForTheLease_IsSentFirst()
    {
        var callee = new TestHost(_network, 5);
        await using var caller = new TestHost(_network, 6) { Owner = callee.Address };
        caller.Center.Answer(ControlOperation.Drain, static (_, _) => new([]));
        var call = caller.CallAsync("Wait", null);
        await callee.Started.Task;
        callee.MayServe = false;
        callee.MayEnd.SetResult();
        while (callee.Center.HeldCount == 0) await Task.Yield();

        var drain = callee.Center.DrainAsync(default);
        Assert.False(drain.IsCompleted);
        callee.MayServe = true;
        await drain;
        await callee.DisposeAsync();

        await call;
    }

    [Fact]
    public async Task Forward_OwnerDies_CallerLearnsIt()
    {
        await using var owner = new TestHost(_network, 3, _time);
        _callee.ForwardsCalls = true;
        _callee.Owner = owner.Owner = owner.Address;
        var call = _caller.CallAsync("Wait", null);
        await owner.Started.Task;

        while (!call.IsCompleted)
        {
            // The notice that the call was passed on travels on another connection than the call.
            _caller.Center.OnSiloDead(owner.Address);
            await Task.Yield();
        }

        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Cancel_RunningCall_ReachesTheCalleeWhoMayStillAnswer()
    {
        var call = _caller.Call("Wait", null, out var message);
        await _callee.Started.Task;

        _caller.Center.Cancel(message.CorrelationId);
        await call;

        Assert.Equal(message.CorrelationId, Assert.Single(_callee.Cancelled).CorrelationId);
        Assert.Equal(_caller.Address, _callee.Cancelled[0].SendingSilo);
    }

    [Fact]
    public async Task Cancel_CallThatIsPassedOn_ReachesTheOwner()
    {
        await using var owner = new TestHost(_network, 3, _time);
        _callee.ForwardsCalls = true;
        _callee.Owner = owner.Owner = owner.Address;
        _ = _caller.Call("Wait", null, out var message);

        // Perhaps before the notice that the call was passed on.
        _caller.Center.Cancel(message.CorrelationId);
        await owner.MayEnd.Task;

        Assert.Equal(_caller.Address, Assert.Single(owner.Cancelled).SendingSilo);
    }

    [Fact]
    public async Task Respond_WithoutALease_WaitsUntilItIsRenewed()
    {
        var call = _caller.CallAsync("Wait", null);
        await _callee.Started.Task;
        _callee.MayServe = false;

        _callee.MayEnd.SetResult();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(call.IsCompleted);

        _callee.MayServe = true;
        await CompleteParkedAsync(call);
    }

    [Fact]
    public async Task Dispose_OfTheCallee_IsNoticedAndTheNextCallIsRefused()
    {
        await _caller.EchoAsync("hello");

        await _callee.DisposeAsync();
        await _caller.FirstLoss.Task;
        var call = _caller.EchoAsync("again");

        Assert.Equal(_callee.Address, await _caller.Unreachable.Task);
        Assert.False(call.IsCompleted);
        await _caller.DisposeAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
    }

    [Fact]
    public async Task Send_MoreThanMayWait_IsRefusedUnexecuted()
    {
        await using var caller = new TestHost(_network, 4, _time, pendingBytesMax: 100_000) { Owner = _callee.Address };

        // Nothing is read while the connection is being made, so the bytes have to wait.
        var calls = Enumerable.Range(0, 100).Select(_ => caller.EchoAsync(new string('x', 10_000))).ToArray();
        var outcomes = await Task.WhenAll(calls.Select(async call =>
        {
            try
            {
                await call;
                return true;
            }
            catch (LimitExceededException)
            {
                return false;
            }
        }));

        Assert.Contains(true, outcomes);
        Assert.Equal(0, caller.Center.PendingCount);
    }

    [Fact]
    public async Task AskAsync_KnownOperation_GetsTheAnswer()
    {
        _callee.Center.Answer(ControlOperation.Probe, (_, payload) => new([.. payload, 2]));

        var answer = await _caller.Center.AskAsync(
            _callee.Address, ControlOperation.Probe, [1], TimeSpan.FromSeconds(30), default);

        Assert.Equal([1, 2], answer);
    }

    // Time moves only for what waits for it, so that the call does not time out while it travels.
    private async Task CompleteParkedAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            var waitingCount = _caller.Center.ParkedCount + _callee.Center.ParkedCount + _callee.Center.HeldCount;
            if (waitingCount > 0) _time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }

        await call;
    }

    /// <summary>A listener gives a stream when a test says so, even after it was stopped.</summary>
    private sealed class LateNetwork : ITransport, ITransportListener
    {
        private int _accepts;

        public TaskCompletionSource<Stream?> Accepted { get; } = new();

        public IPEndPoint Endpoint { get; } = new(IPAddress.Loopback, 3);

        public ITransportListener Listen(IPEndPoint endpoint) => this;

        public ValueTask<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<Stream?> AcceptAsync(CancellationToken cancellationToken) =>
            ++_accepts == 1 ? new(Accepted.Task) : new((Stream?)null);

        public ValueTask DisposeAsync() => default;
    }
}

using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>Calls whose arguments and results go in fragments.</summary>
public sealed class LargeBodyTests
{
    // Together the longest of them stay below what may wait for a peer.
    private const int Calls = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(Frame.PayloadLengthMax - 1000)]
    [InlineData(Frame.PayloadLengthMax + 1000)]
    [InlineData(9_000_000)]
    public async Task Call_ArgumentAndResultOfManyBytes_ComeBackWhole(int length)
    {
        var network = new InMemoryNetwork();
        await using var callee = new TestHost(network, 2);
        await using var caller = new TestHost(network, 1) { Owner = callee.Address };
        var text = string.Create(length, 0, static (span, _) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + (i % 23));
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => caller.EchoAsync(text))).WaitAsync(Patience);

        Assert.All(answers, answer => Assert.Equal("2:" + text, answer));
    }

    [Fact]
    public async Task Call_LargerThanAccepted_FailsAloneAndIsNotExecuted()
    {
        var network = new InMemoryNetwork();
        await using var callee = new TestHost(network, 2, payloadLengthMax: 1 << 20);
        await using var caller = new TestHost(network, 1, payloadLengthMax: 1 << 20) { Owner = callee.Address };
        await caller.EchoAsync("first");

        await Assert.ThrowsAsync<InvalidMessageFrameException>(() => caller.EchoAsync(new string('x', 1 << 20)));

        Assert.Equal("2:next", await caller.EchoAsync("next"));
        Assert.Equal(2, callee.Executions);
        Assert.False(caller.FirstLoss.Task.IsCompleted);
        Assert.Equal(0, caller.Center.PendingCount);
    }

    [Fact]
    public async Task Close_LargeCallThatWasNotSentInFull_GoesByTheNextConnectionOnce()
    {
        var network = new InMemoryNetwork();
        var gated = new GatedNetwork(network);
        await using var callee = new TestHost(network, 2);
        await using var caller = new TestHost(gated, 1) { Owner = callee.Address };
        await caller.EchoAsync("first");
        gated.CloseGate();

        var text = new string('x', 3_000_000);
        var call = caller.EchoAsync(text);
        await gated.BreakAsync();
        gated.OpenGate();

        Assert.Equal("2:" + text, await call.WaitAsync(Patience));
        Assert.Equal(2, callee.Executions);
        await gated.BreakAsync();
    }
}

using Microsoft.Extensions.Logging;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Messaging;

public sealed class DeadLettersTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Add_ManyOfOneReason_CountsAllAndLogsOncePerPeriod()
    {
        var logger = new CountingLogger();
        var letters = new DeadLetters(RuntimeInstruments.Unobserved, _time, logger);
        var header = new MessageHeader { Kind = MessageKind.Request, TargetGrain = GrainId.Create("echo", "key") };

        for (var i = 0; i < 1000; i++) letters.Add(DeadLetterReason.Shed, header, null);
        letters.Add(DeadLetterReason.Expired, header, null);
        _time.Advance(DeadLetters.LogPeriod);
        letters.Add(DeadLetterReason.Shed, header, null);

        Assert.Equal(1001, letters.CountOf(DeadLetterReason.Shed));
        Assert.Equal(1, letters.CountOf(DeadLetterReason.Expired));
        Assert.Equal(3, logger.Lines.Count);
        Assert.StartsWith("1000 messages", logger.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NoRouteUntilTheTimeout_ExpiresAndTheCallerTimesOut()
    {
        await using var caller = new TestHost(new InMemoryNetwork(), 1, _time);
        var call = caller.CallAsync("Wait", TimeSpan.FromSeconds(2));

        for (var i = 0; i < 5; i++) _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Equal(1, caller.Center.DeadLetters.CountOf(DeadLetterReason.Expired));
    }

    [Fact]
    public async Task Forward_WithoutEnd_IsRejectedAndCounted()
    {
        await using var host = new TestHost(new InMemoryNetwork(), 1, _time);
        host.Owner = host.Address;
        host.Center.Forward(new Message
        {
            SendingSilo = host.Address,
            TargetGrain = GrainId.Create("echo", "key"),
            ForwardCount = byte.MaxValue,
        });

        Assert.Equal(1, host.Center.DeadLetters.CountOf(DeadLetterReason.ForwardedTooOften));
    }

    [Fact]
    public async Task Send_OneWayToAClientThatIsGone_IsCounted()
    {
        await using var host = new TestHost(new InMemoryNetwork(), 1, _time);
        var client = SiloAddress.New(System.Net.IPAddress.Loopback, 9, -1);
        var call = host.Call("Note", null, out var message, "text");
        await call;
        message.TargetGrain = HostAddressedGrains.Create("observer", client, "1");

        host.Center.Send(message, null);

        Assert.Equal(1, host.Center.DeadLetters.CountOf(DeadLetterReason.Unreachable));
    }

    private sealed class CountingLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}

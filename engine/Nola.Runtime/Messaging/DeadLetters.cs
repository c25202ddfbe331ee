using Microsoft.Extensions.Logging;
using Nola.Runtime.Diagnostics;

namespace Nola.Runtime.Messaging;

/// <summary>
/// The messages that were given up: counted by reason, and logged by reason at most once in a period, however many
/// there are. Where somebody waits for the call, he is told in his own way.
/// </summary>
internal sealed partial class DeadLetters(RuntimeInstruments instruments, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan LogPeriod = TimeSpan.FromSeconds(10);

    private static readonly string[] Names = Enum.GetNames<DeadLetterReason>();

    private readonly Lock _lock = new();
    private readonly Entry[] _entries = new Entry[Names.Length];

    /// <summary>How many there were.</summary>
    public long CountOf(DeadLetterReason reason)
    {
        lock (_lock) return _entries[(int)reason].Count;
    }

    public void Add(DeadLetterReason reason, in MessageHeader header, SiloAddress? host)
    {
        instruments.DeadLetters.Add(1, new KeyValuePair<string, object?>("reason", Names[(int)reason]));
        long count;
        lock (_lock)
        {
            ref var entry = ref _entries[(int)reason];
            entry.Count++;
            if (entry.LoggedAt is { } at && time.GetElapsedTime(at) < LogPeriod) return;

            entry.LoggedAt = time.GetTimestamp();
            count = entry.Count - entry.LoggedCount;
            entry.LoggedCount = entry.Count;
        }

        LogDeadLetters(logger, count, Names[(int)reason], header.Kind, header.TargetGrain, host);
    }

    [LoggerMessage(
        2103,
        LogLevel.Warning,
        "{Count} messages were given up: {Reason}. The last was a {Kind}, for grain '{Grain}', host {Host}")]
    private static partial void LogDeadLetters(
        ILogger logger, long count, string reason, MessageKind kind, GrainId grain, SiloAddress? host);

    private struct Entry
    {
        public long Count;
        public long LoggedCount;
        public long? LoggedAt;
    }
}

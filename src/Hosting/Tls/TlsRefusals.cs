using System.Net;

namespace ShopActors.Hosting.Tls;

/// <summary>
/// Logs refused connections of one port, in a bounded number of lines: a stranger that connects in a loop must not fill
/// the log. Data sent by the stranger is not logged.
/// </summary>
internal sealed partial class TlsRefusals(string port, TimeProvider time, ILogger<TlsRefusals> logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long? _saidAt;
    private long _unsaid;

    public void Note(EndPoint? remote, string reason)
    {
        long more;
        lock (_lock)
        {
            if (_saidAt is { } saidAt && time.GetElapsedTime(saidAt) < Interval)
            {
                _unsaid++;
                return;
            }

            _saidAt = time.GetTimestamp();
            (more, _unsaid) = (_unsaid, 0);
        }

        LogRefused(logger, port, remote, reason, more);
    }

    [LoggerMessage(
        5521, LogLevel.Warning,
        "Refused a {Port} connection with {Remote}: {Reason} ({More} more since the last such line)")]
    private static partial void LogRefused(ILogger logger, string port, EndPoint? remote, string reason, long more);
}

using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Failover;

/// <summary>Warns at start about settings that work, but perhaps not as expected.</summary>
internal sealed partial class FailoverWarnings(IOptions<FailoverSettings> settings, ILogger<FailoverWarnings> logger)
    : IHostedService
{
    // A garbage collection, or a machine without free processors, can silence a healthy process for this long.
    private static readonly TimeSpan PauseOfTheHealthy = TimeSpan.FromSeconds(2);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var options = settings.Value;
        if (options.SilenceBeforeDeath() < PauseOfTheHealthy) LogHasty(logger, options.SilenceBeforeDeath());
        if (options.VotesForDeath == 1) LogOneVote(logger);
        if (options.RepeatUntil < options.SilenceBeforeDeath() + options.GatewayRefreshPeriod + options.RepeatAfter)
        {
            LogShortRepeats(logger, options.RepeatUntil);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(5411, LogLevel.Warning,
        "Cluster:Failover declares a silo dead after {Silence} of silence: a busy machine can be silent for that long")]
    private static partial void LogHasty(ILogger logger, TimeSpan silence);

    [LoggerMessage(5412, LogLevel.Warning,
        "Cluster:Failover:VotesForDeath is 1: one silo with a broken network can declare all others dead")]
    private static partial void LogOneVote(ILogger logger);

    [LoggerMessage(5413, LogLevel.Warning,
        "Cluster:Failover:RepeatUntil ({Until}) ends before a hung silo is detected: calls to it will fail")]
    private static partial void LogShortRepeats(ILogger logger, TimeSpan until);
}

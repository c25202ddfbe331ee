using Microsoft.Extensions.Logging;

namespace ShopActors.Storage;

/// <summary>Log messages of journaled grains and the waker; event ids 3000 to 3099.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(3000, LogLevel.Warning, "The activation of {JournalId} is given up: {Failure}")]
    public static partial void ActivationGivenUp(
        this ILogger logger, Exception exception, string journalId, JournalStoreFailure failure);

    [LoggerMessage(3001, LogLevel.Warning, "Waking {JournalId} failed; the next attempt is not before {NextAttempt}")]
    public static partial void WakeFailed(
        this ILogger logger, Exception exception, string journalId, DateTimeOffset nextAttempt);

    [LoggerMessage(3003, LogLevel.Error, "Expired journals could not be deleted")]
    public static partial void SweepFailed(this ILogger logger, Exception exception);

    [LoggerMessage(3004, LogLevel.Error, "{Service} failed unexpectedly and continues")]
    public static partial void ServiceFailed(this ILogger logger, Exception exception, string service);

    [LoggerMessage(3002, LogLevel.Error, "Due journals could not be read")]
    public static partial void ReadDueFailed(this ILogger logger, Exception exception);
}

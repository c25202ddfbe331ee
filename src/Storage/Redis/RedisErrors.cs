using StackExchange.Redis;

namespace ShopActors.Storage.Redis;

/// <summary>Says what an error of Redis or its client means for the journal.</summary>
internal static class RedisErrors
{
    // What a server answers instead of running a command. Nothing was changed in any of these cases.
    private static readonly (string Prefix, JournalStoreFailure Failure)[] Refusals =
    [
        ("LOADING", JournalStoreFailure.Unavailable),
        ("BUSY", JournalStoreFailure.Unavailable),
        ("READONLY", JournalStoreFailure.Unavailable),
        ("MASTERDOWN", JournalStoreFailure.Unavailable),
        ("CLUSTERDOWN", JournalStoreFailure.Unavailable),
        ("TRYAGAIN", JournalStoreFailure.Unavailable),
        ("NOREPLICAS", JournalStoreFailure.Unavailable),
        ("MISCONF", JournalStoreFailure.Unavailable),
        ("NOSCRIPT", JournalStoreFailure.Unavailable),
        ("OOM", JournalStoreFailure.Full),
        ("NOAUTH", JournalStoreFailure.Misconfigured),
        ("WRONGPASS", JournalStoreFailure.Misconfigured),
        ("NOPERM", JournalStoreFailure.Misconfigured),
    ];

    public static bool IsNoScript(Exception exception) =>
        exception is RedisServerException && exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal);

    /// <summary>The store's exception for an error.</summary>
    /// <param name="exception">What the client threw.</param>
    /// <param name="doubt">What it means where the command may have been executed.</param>
    public static JournalStoreException Translate(Exception exception, JournalStoreFailure doubt) => exception switch
    {
        JournalStoreException known => known,
        ObjectDisposedException => new(JournalStoreFailure.Closed, "The journal store is closed.", exception),
        RedisServerException => Translate(exception.Message, exception, doubt),
        RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection } =>
            new(JournalStoreFailure.Unavailable, "Redis is not connected; nothing was sent.", exception),
        TimeoutException => new(doubt, "Redis did not answer in time.", exception),
        _ => new(doubt, "The connection to Redis failed.", exception),
    };

    public static JournalStoreException Translate(string message, Exception? exception, JournalStoreFailure doubt)
    {
        foreach (var (prefix, failure) in Refusals)
        {
            // A script's error carries the refused command's error inside.
            if (message.StartsWith(prefix, StringComparison.Ordinal) ||
                message.Contains(": -" + prefix, StringComparison.Ordinal) ||
                message.Contains(": " + prefix + " ", StringComparison.Ordinal))
            {
                return new(failure, $"Redis refused: {message}", exception);
            }
        }

        return new(doubt, $"Redis failed: {message}", exception);
    }
}

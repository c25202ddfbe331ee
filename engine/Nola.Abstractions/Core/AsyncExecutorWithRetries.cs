namespace Orleans.Internal;

/// <summary>Calls a function again while what it returns or throws says so.</summary>
public static class AsyncExecutorWithRetries
{
    /// <summary>As often as it takes.</summary>
    public static readonly int INFINITE_RETRIES = -1;

    /// <summary>Calls an action until it does not throw.</summary>
    /// <param name="action">The action; it is given the number of the attempt.</param>
    /// <param name="maxNumErrorTries">How often it may throw, or <see cref="INFINITE_RETRIES"/>.</param>
    /// <param name="retryExceptionFilter">After which exceptions it is called again; null for none.</param>
    /// <param name="maxExecutionTime">For how long it is called again; zero or infinite for any time.</param>
    /// <param name="onErrorBackOff">How long to wait before it is called again.</param>
    public static Task ExecuteWithRetries(
        Func<int, Task> action,
        int maxNumErrorTries,
        Func<Exception, int, bool>? retryExceptionFilter,
        TimeSpan maxExecutionTime,
        IBackoffProvider? onErrorBackOff)
    {
        ArgumentNullException.ThrowIfNull(action);
        return ExecuteWithRetries(CallAsync, maxNumErrorTries, retryExceptionFilter, maxExecutionTime, onErrorBackOff);

        async Task<bool> CallAsync(int attempt)
        {
            await action(attempt);
            return true;
        }
    }

    /// <summary>Calls a function until it does not throw.</summary>
    public static Task<T> ExecuteWithRetries<T>(
        Func<int, Task<T>> function,
        int maxNumErrorTries,
        Func<Exception, int, bool>? retryExceptionFilter,
        TimeSpan maxExecutionTime,
        IBackoffProvider? onErrorBackOff,
        CancellationToken cancellationToken = default) =>
        ExecuteWithRetries(
            function,
            0,
            maxNumErrorTries,
            null,
            retryExceptionFilter,
            maxExecutionTime,
            null,
            onErrorBackOff,
            cancellationToken);

    /// <summary>Calls a function until it does not throw and its result will do.</summary>
    public static async Task<T> ExecuteWithRetries<T>(
        Func<int, Task<T>> function,
        int maxNumSuccessTries,
        int maxNumErrorTries,
        Func<T, int, bool>? retryValueFilter,
        Func<Exception, int, bool>? retryExceptionFilter,
        TimeSpan maxExecutionTime = default,
        IBackoffProvider? onSuccessBackOff = null,
        IBackoffProvider? onErrorBackOff = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(function);
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IBackoffProvider? backoff;
            try
            {
                var result = await function(attempt);
                var isRetried = MayRetry(attempt, maxNumSuccessTries) && retryValueFilter?.Invoke(result, attempt) == true;
                if (!isRetried) return result;

                if (IsOver(began, maxExecutionTime))
                {
                    throw new TimeoutException($"No result that will do was had within {maxExecutionTime}.");
                }

                backoff = onSuccessBackOff;
            }
            catch (Exception exception) when (
                !cancellationToken.IsCancellationRequested
                && MayRetry(attempt, maxNumErrorTries)
                && !IsOver(began, maxExecutionTime)
                && retryExceptionFilter?.Invoke(exception, attempt) == true)
            {
                backoff = onErrorBackOff;
            }

            if (backoff is not null) await Task.Delay(backoff.Next(attempt), TimeProvider.System, cancellationToken);
        }
    }

    private static bool MayRetry(int attempt, int limit) => limit == INFINITE_RETRIES || attempt + 1 < limit;

    private static bool IsOver(long began, TimeSpan limit) =>
        limit > TimeSpan.Zero && TimeProvider.System.GetElapsedTime(began) > limit;
}

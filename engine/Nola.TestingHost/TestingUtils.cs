using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost.Logging;

namespace Orleans.TestingHost.Utils;

/// <summary>Waits for conditions, and writes logs to files.</summary>
public static class TestingUtils
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(10);
    private static long s_fileNumber = TimeProvider.System.GetTimestamp();

    /// <summary>Lets a host write its log to a file.</summary>
    public static void ConfigureDefaultLoggingBuilder(ILoggingBuilder builder, string filePath) =>
        builder.AddFile(filePath);

    /// <summary>The name of a log file that no other has, in the directory <c>logs</c>.</summary>
    public static string CreateTraceFileName(string nodeName, string clusterId)
    {
        var number = Interlocked.Increment(ref s_fileNumber).ToString("X", CultureInfo.InvariantCulture);
        return Path.Combine(Directory.CreateDirectory("logs").Name, $"{clusterId}_{number}_{nodeName}.log");
    }

    /// <summary>Loggers that write to a file.</summary>
    public static ILoggerFactory CreateDefaultLoggerFactory(string filePath) =>
        CreateDefaultLoggerFactory(filePath, new LoggerFilterOptions());

    /// <summary>Loggers that write to a file what a filter lets through.</summary>
    public static ILoggerFactory CreateDefaultLoggerFactory(string filePath, LoggerFilterOptions filters) =>
        new LoggerFactory([new FileLoggerProvider(filePath)], filters);

    /// <summary>
    /// Tries a condition until it holds. Shortly before the time is over it is tried a last time, and told so: it may
    /// assert then instead of returning false.
    /// </summary>
    public static Task WaitUntilAsync(Func<bool, Task<bool>> predicate, TimeSpan timeout, TimeSpan? delayOnFail = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return WaitUntilAsync((isLast, _) => predicate(isLast), timeout, delayOnFail, CancellationToken.None);
    }

    /// <summary>
    /// Tries a condition until it holds or the waiting is cancelled. Shortly before the time is over it is tried a last
    /// time, and told so: it may assert then instead of returning false.
    /// </summary>
    public static async Task WaitUntilAsync(
        Func<bool, CancellationToken, Task<bool>> predicate,
        TimeSpan timeout,
        TimeSpan? delayOnFail = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(predicate))] string? predicateExpression = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var delay = delayOnFail ?? DefaultDelay;
        var window = delay > TimeSpan.Zero ? delay : ShortestWindow;
        if (!await TryAsync(predicate, timeout, delay, window, TimeProvider.System, cancellationToken)
            .ConfigureAwait(false))
        {
            throw new TimeoutException(
                $"'{predicateExpression}' did not hold within {timeout}, tried with pauses of {delay}.");
        }
    }

    /// <summary>Tries a condition until it holds; false where it did not in time.</summary>
    public static Task<bool> WaitUntilSucceededAsync(
        Func<CancellationToken, Task<bool>> predicate,
        TimeSpan timeout,
        TimeSpan? delayOnFail = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var delay = delayOnFail ?? DefaultDelay;
        return TryAsync(
            (_, token) => predicate(token), timeout, delay, null, TimeProvider.System, cancellationToken);
    }

    /// <summary>A multiple of a time.</summary>
    public static TimeSpan Multiply(TimeSpan time, double value) => time * value;

    // The last try is made when no more than the window and a pause are left, and nothing is tried after it.
    private static async Task<bool> TryAsync(
        Func<bool, CancellationToken, Task<bool>> predicate,
        TimeSpan timeout,
        TimeSpan delay,
        TimeSpan? window,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        cancellationToken.ThrowIfCancellationRequested();
        var began = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var isLast = false;
        try
        {
            while (time.GetElapsedTime(began) < timeout)
            {
                var holds = await predicate(isLast, either.Token).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                var left = timeout - time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero) return false;
                if (holds) return true;
                if (isLast)
                {
                    // Not by looking again: the timer may be early by less than it can tell.
                    await Task.Delay(left, time, either.Token).ConfigureAwait(false);
                    return false;
                }

                var pause = delay > left ? left : delay;
                if (window is { } last)
                {
                    isLast = left <= last + delay;
                    if (isLast) continue;
                    if (left - last < pause) pause = left - last;
                }

                await Task.Delay(pause, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (
            deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        return false;
    }
}

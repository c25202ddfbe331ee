using System.Runtime.CompilerServices;

namespace Orleans.TestingHost.Utils;

/// <summary>Waits for conditions.</summary>
public static class TestingUtils
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Tries a condition until it holds. In the last attempt it is told so and may assert instead of returning false.
    /// </summary>
    public static Task WaitUntilAsync(
        Func<bool, Task<bool>> predicate, TimeSpan timeout, TimeSpan? delayOnFail = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return WaitUntilAsync((isLast, _) => predicate(isLast), timeout, delayOnFail, CancellationToken.None);
    }

    /// <summary>
    /// Tries a condition until it holds or the waiting is cancelled. In the last attempt it is told so and may assert
    /// instead of returning false.
    /// </summary>
    public static async Task WaitUntilAsync(
        Func<bool, CancellationToken, Task<bool>> predicate,
        TimeSpan timeout,
        TimeSpan? delayOnFail = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(predicate))] string? predicateExpression = null)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < timeout)
        {
            if (await predicate(false, cancellationToken).ConfigureAwait(false)) return;

            await Task.Delay(delayOnFail ?? DefaultDelay, time, cancellationToken).ConfigureAwait(false);
        }

        if (await predicate(true, cancellationToken).ConfigureAwait(false)) return;

        throw new TimeoutException($"{predicateExpression} did not hold within {timeout}.");
    }

    /// <summary>A multiple of a time.</summary>
    public static TimeSpan Multiply(TimeSpan time, double value) => time * value;
}

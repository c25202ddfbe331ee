using Microsoft.Extensions.Logging;
using Orleans.Internal;
using Orleans.TestingHost.Utils;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class TestingUtilsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task WaitUntil_ConditionThatComesTrue_Returns()
    {
        var tries = 0;
        await TestingUtils.WaitUntilAsync(_ => Task.FromResult(++tries == 3), TimeSpan.FromMinutes(1), Pause);

        Assert.Equal(3, tries);
        Assert.True(await TestingUtils.WaitUntilSucceededAsync(
            _ => Task.FromResult(++tries == 5), TimeSpan.FromMinutes(1), Pause));
    }

    [Fact]
    public async Task WaitUntil_ConditionThatNeverHolds_HasOneLastTryAtMostAndTimesOut()
    {
        var lastTries = 0;
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => TestingUtils.WaitUntilAsync(
            (isLast, _) => Task.FromResult(isLast && ++lastTries < 0), Short, Pause));

        Assert.InRange(lastTries, 0, 1);
        Assert.Contains("lastTries", exception.Message, StringComparison.Ordinal);
        Assert.False(await TestingUtils.WaitUntilSucceededAsync(_ => Task.FromResult(false), Short, Pause));
    }

    [Fact]
    public async Task WaitUntil_ConditionThatHangs_IsCancelledInTime()
    {
        Assert.False(await TestingUtils.WaitUntilSucceededAsync(
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return true;
            },
            Short));

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestingUtils.WaitUntilSucceededAsync(
            _ => Task.FromResult(true), Short, Pause, cancelled.Token));
    }

    [Fact]
    public void LoggerFactory_WithAFile_WritesTheLogToIt()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "silo.log");
        using (var loggers = TestingUtils.CreateDefaultLoggerFactory(file))
        {
            var logger = loggers.CreateLogger("category");
            logger.Log(
                LogLevel.Warning, new EventId(7), "entry", new IOException("reason"), static (state, _) => state);
        }

        var text = File.ReadAllText(file);
        Assert.Contains("Warning 7 category] entry", text, StringComparison.Ordinal);
        Assert.Contains("reason", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_ErrorsAndValues_AreRetriedAsTheFiltersSay()
    {
        var backoff = new FixedBackoff(TimeSpan.FromMilliseconds(1));
        var result = await AsyncExecutorWithRetries.ExecuteWithRetries(
            attempt => attempt < 2 ? throw new IOException("Again.") : Task.FromResult(attempt),
            maxNumSuccessTries: 5,
            maxNumErrorTries: AsyncExecutorWithRetries.INFINITE_RETRIES,
            retryValueFilter: static (value, _) => value < 4,
            retryExceptionFilter: static (exception, _) => exception is IOException,
            onErrorBackOff: backoff);

        Assert.Equal(4, result);
        var calls = 0;
        await Assert.ThrowsAsync<IOException>(() => AsyncExecutorWithRetries.ExecuteWithRetries(
            _ => ++calls > 0 ? throw new IOException("No.") : Task.CompletedTask,
            maxNumErrorTries: 3,
            static (_, _) => true,
            Timeout.InfiniteTimeSpan,
            backoff));
        Assert.Equal(3, calls);
    }
}

using Polly;
using Polly.Retry;

namespace ShopActors.WebApi.Messaging;

/// <summary>How a consumer goes on when its broker fails: without end, after ever longer pauses.</summary>
internal static class ConsumerRestart
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(15);

    /// <summary>A pipeline that ends with success, or when its token is cancelled.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="tellAway">Told of each failure, with the reason.</param>
    public static ResiliencePipeline Create(TimeProvider time, Action<string?> tellAway) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // The client's own time-outs as well, which are cancellations.
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is not null && !args.Context.CancellationToken.IsCancellationRequested),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = PauseMax,
                OnRetry = args =>
                {
                    tellAway(args.Outcome.Exception?.Message);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}

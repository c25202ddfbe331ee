namespace Nola.Redis;

/// <summary>
/// Answers of the Redis client. It completes tasks on the one thread that takes answers at a time, and runs what awaits
/// them there: an application that blocks after a call, however far up, would keep every other answer from its caller,
/// the renewal of the lease among them.
/// </summary>
internal static class RedisTasks
{
    /// <summary>The same outcome; what awaits it runs on a thread of the pool.</summary>
    public static async Task<T> OffReader<T>(this Task<T> answer)
    {
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await answer.ConfigureAwait(false);
    }
}

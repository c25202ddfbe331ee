using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using ShopActors.Storage;

namespace ShopActors.Hosting.Failover;

/// <summary>
/// Repeats a call until it is answered. After a transient failure the call is made again, with a pause. A call without
/// an answer is made again beside the earlier attempts, because a client is not told when the silo that it called has
/// died; the first answer counts. All within a time limit and the process's budget.
/// </summary>
internal sealed partial class CallRepeater(
    IOptions<FailoverSettings> settings, TimeProvider time, RandomNumberGenerator random, ILogger<CallRepeater> logger)
{
    private readonly FailoverSettings _settings = settings.Value;

    // Two budgets, because unanswered calls are as common on an overloaded machine as after the loss of a silo: they
    // must not use up the budget of calls that have certainly failed.
    private readonly RepeatBudget _forFailed = new(settings.Value.RepeatShare, settings.Value.RepeatBurst);
    private readonly RepeatBudget _forUnanswered = new(settings.Value.RepeatShare, settings.Value.RepeatBurst);

    /// <summary>Returns the completed attempt that was answered.</summary>
    /// <exception cref="Exception">
    /// A permanent failure; otherwise the last failure, or an earlier one that left the outcome unknown.
    /// </exception>
    public async Task<Task> RunAsync(string name, Func<Task> attempt)
    {
        _forFailed.CountCall();
        _forUnanswered.CountCall();
        var started = time.GetTimestamp();
        var pending = new List<Task>(1) { attempt() };
        var attempts = 1;
        Exception? failure = null;
        var isShed = false;
        while (true)
        {
            var mayRepeat = !isShed && attempts < _settings.AttemptsMax
                && time.GetElapsedTime(started) < _settings.RepeatUntil;
            var done = await FirstOfAsync(pending, mayRepeat).ConfigureAwait(false);
            if (done is not null)
            {
                pending.Remove(done);
                if (IsAnswer(done, out var attemptFailure))
                {
                    pending.ForEach(static other => other.Ignore());
                    await done.ConfigureAwait(false);
                    return done;
                }

                // An unknown outcome stays unknown, even if a later attempt was certainly not executed.
                if (failure is null || !LeavesOutcomeOpen(failure)) failure = attemptFailure;
                isShed |= attemptFailure is GatewayTooBusyException;
            }

            if (mayRepeat && !isShed && (done is null ? _forUnanswered : _forFailed).TrySpend())
            {
                if (done is not null) await Task.Delay(Pause(attempts), time).ConfigureAwait(false);
                attempts++;
                LogRepeated(logger, name, attempts, failure?.GetType().Name ?? "no answer");
                pending.Add(attempt());
            }
            else if (pending.Count == 0)
            {
                // Do not log calls that were shed: one line per call would add load to an overloaded process.
                var reason = failure!;
                if (reason is not GatewayTooBusyException) LogGivenUp(logger, name, attempts, reason.GetType().Name);
                ExceptionDispatchInfo.Throw(reason);
            }
        }
    }

    /// <summary>
    /// Whether this attempt decides the call. A transient failure does not, because the next attempt may succeed. Nor
    /// does a call that a silo shed: no other attempt follows, but one in flight may still be answered.
    /// </summary>
    private static bool IsAnswer(Task done, out Exception? failure)
    {
        failure = done.Exception?.InnerException;
        return failure switch
        {
            OrleansMessageRejectionException or ConnectionFailedException or TimeoutException => false,
            GatewayTooBusyException => false,
            // Closed: the silo is stopping, and the next attempt reaches another one.
            JournalStoreException store => store.IsTransient
                ? store.Failure is JournalStoreFailure.Full
                : store.Failure is not JournalStoreFailure.Closed,
            _ => true,
        };
    }

    private static bool LeavesOutcomeOpen(Exception failure) =>
        failure is SiloUnavailableException or TimeoutException or JournalStoreException;

    /// <summary>Returns the first attempt to complete; null if none has when the next attempt is due.</summary>
    private async Task<Task?> FirstOfAsync(List<Task> pending, bool mayRepeat)
    {
        if (!mayRepeat) return await Task.WhenAny(pending).ConfigureAwait(false);

        using var enough = new CancellationTokenSource();
        var wait = Task.Delay(_settings.RepeatAfter, time, enough.Token);
        var done = await Task.WhenAny([.. pending, wait]).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        return done == wait ? null : done;
    }

    private TimeSpan Pause(int attempts)
    {
        Span<byte> chance = stackalloc byte[1];
        random.GetBytes(chance);
        var pause = _settings.RepeatDelay * Math.Pow(2, Math.Min(attempts - 1, 16));
        if (pause > _settings.RepeatAfter) pause = _settings.RepeatAfter;

        // A random pause between half and all of it, so that the calls that one dead silo has failed do not all return
        // at once.
        return pause * (0.5 + (chance[0] / 510.0));
    }

    [LoggerMessage(5421, LogLevel.Debug, "Repeating {Call}, attempt {Attempt}, after {Reason}")]
    private static partial void LogRepeated(ILogger logger, string call, int attempt, string reason);

    [LoggerMessage(5422, LogLevel.Warning, "Gave {Call} up after {Attempts} attempts: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string call, int attempts, string reason);
}

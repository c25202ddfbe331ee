using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using ShopActors.Storage;

namespace ShopActors.Hosting.Failover;

/// <summary>
/// Makes a call until it is answered. A call that failed for a reason that passes is made again after a pause. One
/// without an answer is made again beside the earlier ones, because nothing tells a client that the silo a call went to
/// has died; the first answer counts. All for a bounded time and within the process's budget.
/// </summary>
internal sealed partial class CallRepeater(
    IOptions<FailoverSettings> settings, TimeProvider time, RandomNumberGenerator random, ILogger<CallRepeater> logger)
{
    private readonly FailoverSettings _settings = settings.Value;

    // Two, because calls without an answer are as common on an overloaded machine as on one that lost a silo: they must
    // not use up what is needed for those that a dead silo has certainly failed.
    private readonly RepeatBudget _forFailed = new(settings.Value.RepeatShare, settings.Value.RepeatBurst);
    private readonly RepeatBudget _forUnanswered = new(settings.Value.RepeatShare, settings.Value.RepeatBurst);

    /// <summary>The attempt that was answered, completed.</summary>
    /// <exception cref="Exception">
    /// A failure that a repetition cannot cure; else the last failure, or an earlier one that left the outcome open.
    /// </exception>
    public async Task<Task> Run(string name, Func<Task> attempt)
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
            var done = await FirstOf(pending, mayRepeat).ConfigureAwait(false);
            if (done is not null)
            {
                pending.Remove(done);
                if (IsAnswer(done, out var attemptFailure))
                {
                    pending.ForEach(static other => other.Ignore());
                    await done.ConfigureAwait(false);
                    return done;
                }

                // An open outcome stays open, even if a later attempt was certainly not carried out.
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
                // Not for calls that were shed: one line per call would add load when there is least room for it.
                var reason = failure!;
                if (reason is not GatewayTooBusyException) LogGivenUp(logger, name, attempts, reason.GetType().Name);
                ExceptionDispatchInfo.Throw(reason);
            }
        }
    }

    /// <summary>
    /// Whether this attempt decides the call. It does not when its failure may be over at the next one, nor when a silo
    /// shed it: then no other is made, but one that is under way may still be answered.
    /// </summary>
    private static bool IsAnswer(Task done, out Exception? failure)
    {
        failure = done.Exception?.InnerException;
        return failure switch
        {
            OrleansMessageRejectionException or ConnectionFailedException or TimeoutException => false,
            GatewayTooBusyException => false,
            // Closed: the silo stops, and the next attempt reaches another one.
            JournalStoreException store => store.IsTransient
                ? store.Failure is JournalStoreFailure.Full
                : store.Failure is not JournalStoreFailure.Closed,
            _ => true,
        };
    }

    private static bool LeavesOutcomeOpen(Exception failure) =>
        failure is SiloUnavailableException or TimeoutException or JournalStoreException;

    /// <summary>The first to complete; null when none has while another attempt may be made.</summary>
    private async Task<Task?> FirstOf(List<Task> pending, bool mayRepeat)
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

        // Between half of it and all: the calls that one dead silo has failed do not all come back at once.
        return pause * (0.5 + (chance[0] / 510.0));
    }

    [LoggerMessage(5421, LogLevel.Debug, "Repeating {Call}, attempt {Attempt}, after {Reason}")]
    private static partial void LogRepeated(ILogger logger, string call, int attempt, string reason);

    [LoggerMessage(5422, LogLevel.Warning, "Gave {Call} up after {Attempts} attempts: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string call, int attempts, string reason);
}

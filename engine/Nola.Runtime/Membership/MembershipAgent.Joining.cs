using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;

namespace Nola.Runtime.Membership;

// Reaching every active silo before becoming one of them, or finding that none is left. Who is not active has no vote:
// a silo behind a broken link must not end a cluster that is well. It may challenge the active silos, through the table,
// where it reaches none of them at all. A silo does not renew its lease by a read that shows such a challenge, but
// refutes it, and renews by the next. So one that has not refuted a challenge for a lease's duration has no lease and is
// gone, and nobody has to wait for its lease any more.
internal sealed partial class MembershipAgent
{
    private readonly ConcurrentDictionary<SiloAddress, TaskCompletionSource> _refusals = new();
    private int _isRefuting;

    /// <summary>
    /// Raised when this silo has declared dead one that did not refute its challenge, with the timestamp since which
    /// that silo has not renewed its lease.
    /// </summary>
    public event Action<SiloAddress, long>? Fenced;

    private TimeSpan SilenceMax => _options.Membership.ProbeTimeout * _options.Membership.NumMissedProbesLimit;

    /// <summary>
    /// Returns when this silo has reached all active silos, or those that it does not reach are dead.
    /// </summary>
    /// <exception cref="OrleansClusterConnectivityCheckFailedException">Some cannot be reached in time.</exception>
    public async Task ReachOthersAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var missed = new Dictionary<SiloAddress, int>();
        long? challenged = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var others = await ReadWhoMustAnswerAsync().ConfigureAwait(false);
            var answers = await Task.WhenAll(others.Select(AskUnlessRefusedAsync)).ConfigureAwait(false);
            var silent = others.Where((_, i) => answers[i] is ProbeAnswer.None or ProbeAnswer.Refused).ToArray();
            if (silent.Length == 0) return;

            if (_time.GetElapsedTime(began) > _options.Membership.MaxJoinAttemptTime)
            {
                if (!_options.Membership.EvictWhenMaxJoinAttemptTimeExceeded)
                {
                    throw new OrleansClusterConnectivityCheckFailedException(
                        $"{LocalAddress} cannot reach {string.Join(", ", silent.AsEnumerable())}.");
                }

                foreach (var silo in silent) await KillAsync(silo).ConfigureAwait(false);
            }
            else if (AreAllGone(others, answers, missed)
                && !(challenged is { } last && _time.GetElapsedTime(last) < SilenceMax))
            {
                // Each challenge and its refutation are views that all have to read.
                challenged = _time.GetTimestamp();
                if (await ChallengeAsync(others, cancellationToken).ConfigureAwait(false)) continue;
            }

            await Task.Delay(RenewalPeriod, _time, cancellationToken).ConfigureAwait(false);
            await RefreshAsync().ConfigureAwait(false);
        }
    }

    // One that answers can tell of the others. Silence is judged as by an active silo.
    private bool AreAllGone(SiloAddress[] others, ProbeAnswer[] answers, Dictionary<SiloAddress, int> missed)
    {
        foreach (var (silo, answer) in others.Zip(answers))
        {
            missed[silo] = answer switch
            {
                ProbeAnswer.Refused => _options.Membership.NumMissedProbesLimit,
                ProbeAnswer.None => missed.GetValueOrDefault(silo) + 1,
                _ => 0,
            };
        }

        return _options.Membership.LivenessEnabled && MayServe
            && others.All(silo => missed[silo] >= _options.Membership.NumMissedProbesLimit);
    }

    private async Task<ProbeAnswer> AskUnlessRefusedAsync(SiloAddress silo)
    {
        var refusal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _refusals[silo] = refusal;
        try
        {
            var asking = AskAsync(silo);
            await Task.WhenAny(asking, refusal.Task).ConfigureAwait(false);
            return asking.IsCompleted ? await asking.ConfigureAwait(false) : ProbeAnswer.Refused;
        }
        finally
        {
            _refusals.TryRemove(silo, out _);
        }
    }

    // Active silos that have given a sign of life of late. After the end of a whole cluster the rows of those that do not
    // come back must not keep the others from starting: once active, they declare them dead. Signs of life raise no
    // version, so a view may know old ones.
    private async Task<SiloAddress[]> ReadWhoMustAnswerAsync() =>
        WhoMustAnswer(await InTime(_table.ReadAll()).ConfigureAwait(false));

    private SiloAddress[] WhoMustAnswer(MembershipTableData table)
    {
        var since = _time.GetUtcNow().UtcDateTime
            - _options.Membership.IAmAliveTablePublishTimeout * _options.Membership.NumMissedTableIAmAliveLimit;
        return [.. table.Members.Select(row => row.Item1)
            .Where(entry => entry.Status == SiloStatus.Active && !entry.SiloAddress.Equals(LocalAddress))
            .Where(entry => entry.IAmAliveTime > since)
            .Select(entry => entry.SiloAddress)];
    }

    // True when all of them are dead.
    private async Task<bool> ChallengeAsync(SiloAddress[] silos, CancellationToken cancellationToken)
    {
        // Tables may keep no more of a time than milliseconds.
        var now = _time.GetUtcNow().UtcDateTime;
        var challenge = Tuple.Create(LocalAddress, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)));
        var since = new Dictionary<SiloAddress, long>();
        await WriteAsync(
            table => NextToChallenge(table, silos, challenge),
            cancellationToken,
            entry => since[entry.SiloAddress] = _time.GetTimestamp()).ConfigureAwait(false);
        if (since.Count == 0) return false;

        LogChallenged(_logger, string.Join(", ", since.Keys));
        var last = since.Values.Max();
        while (true)
        {
            await RefreshAsync().ConfigureAwait(false);
            if (!since.Keys.Any(silo => IsChallengedBy(_view.Find(silo), challenge))) return AreDead(silos);

            var rest = _lease.Duration - _time.GetElapsedTime(last);
            if (rest <= TimeSpan.Zero) break;

            await Task.Delay(rest < RenewalPeriod ? rest : RenewalPeriod, _time, cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(
            table => NextToDeclareDead(table, silos, challenge),
            cancellationToken,
            entry =>
            {
                LogUnrefuted(_logger, entry.SiloAddress);
                Fenced?.Invoke(entry.SiloAddress, since[entry.SiloAddress]);
            }).ConfigureAwait(false);
        await RefreshAsync().ConfigureAwait(false);
        TellOthers();
        return AreDead(silos);
    }

    private (MembershipEntry? Entry, string? Etag, bool IsLast) NextToChallenge(
        MembershipTableData table, SiloAddress[] silos, Tuple<SiloAddress, DateTime> challenge)
    {
        if (!MayJudge(table, silos)) return default;

        var row = table.Members.FirstOrDefault(row => silos.Contains(row.Item1.SiloAddress)
            && row.Item1.Status == SiloStatus.Active && !IsChallengedBy(row.Item1, challenge));
        if (row is null) return default;

        row.Item1.SuspectTimes =
            [.. (row.Item1.SuspectTimes ?? []).Where(vote => !vote.Item1.Equals(LocalAddress)), challenge];
        return (row.Item1, row.Item2, false);
    }

    private (MembershipEntry? Entry, string? Etag, bool IsLast) NextToDeclareDead(
        MembershipTableData table, SiloAddress[] silos, Tuple<SiloAddress, DateTime> challenge)
    {
        if (!MayJudge(table, silos)) return default;

        var row = table.Members.FirstOrDefault(row => IsChallengedBy(row.Item1, challenge));
        if (row is null) return default;

        row.Item1.Status = SiloStatus.Dead;
        return (row.Item1, row.Item2, false);
    }

    // Any other active silo judges by the ordinary rules. That this one is still joining is also what makes its vote a
    // challenge all the time.
    private bool MayJudge(MembershipTableData table, SiloAddress[] silos) =>
        table.TryGet(LocalAddress) is { Item1.Status: SiloStatus.Joining } && WhoMustAnswer(table).All(silos.Contains);

    private static bool IsChallengedBy(MembershipEntry? entry, Tuple<SiloAddress, DateTime> challenge) =>
        entry is { Status: not SiloStatus.Dead } && entry.SuspectTimes?.Contains(challenge) == true;

    private bool AreDead(SiloAddress[] silos) => silos.All(silo => _view.StatusOf(silo) is SiloStatus.Dead or SiloStatus.None);

    private static bool IsChallenged(MembershipTableData table, MembershipEntry entry) =>
        entry.SuspectTimes?.Any(vote => IsChallenge(table, vote)) == true;

    private static bool IsChallenge(MembershipTableData table, Tuple<SiloAddress, DateTime> vote) =>
        table.TryGet(vote.Item1) is { Item1.Status: SiloStatus.Joining };

    private async Task RefuteAsync()
    {
        if (Interlocked.Exchange(ref _isRefuting, 1) != 0) return;

        // The caller holds the view's lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await WriteAsync(
                table =>
                {
                    if (table.TryGet(LocalAddress) is not { Item1: { Status: not SiloStatus.Dead } entry } row
                        || !IsChallenged(table, entry)) return default;

                    entry.SuspectTimes = [.. entry.SuspectTimes!.Where(vote => !IsChallenge(table, vote))];
                    return (entry, row.Item2, true);
                },
                Stopping,
                entry => LogRefuted(_logger)).ConfigureAwait(false);
            await RefreshAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The next read shows the challenge again, if there is one.
            if (!Stopping.IsCancellationRequested) LogTableFailed(_logger, exception);
        }
        finally
        {
            Volatile.Write(ref _isRefuting, 0);
        }
    }

    [LoggerMessage(2212, LogLevel.Warning, "No active silo answers: challenged {Silos}")]
    private static partial void LogChallenged(ILogger logger, string silos);

    [LoggerMessage(2213, LogLevel.Warning, "{Silo} did not refute a challenge for as long as a lease lasts; it is dead")]
    private static partial void LogUnrefuted(ILogger logger, SiloAddress silo);

    [LoggerMessage(2214, LogLevel.Information, "Refuted a challenge: a silo that joins does not reach this one")]
    private static partial void LogRefuted(ILogger logger);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

// Finding out which silos are gone. A refused reconnect after a lost connection is evidence at once; else silence is,
// after a number of probes, if a third silo hears nothing either; and so is a silo that says each time that it has no
// lease. Evidence becomes a vote in the table.
internal sealed partial class MembershipAgent
{
    // Shorter than anything else that goes along with probes.
    private static readonly byte[] NoLease = [0];

    private readonly ConcurrentDictionary<SiloAddress, int> _missedProbes = new();
    private readonly ConcurrentDictionary<SiloAddress, Task<bool>> _indirect = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _suspecting = new();

    /// <summary>What goes along with probes and their answers, and who takes it. Set by the layer above.</summary>
    public (Func<byte[]> Create, Action<SiloAddress, byte[]> Take)? ProbePayload { get; set; }

    void ISiloLiveness.OnConnectionLost(SiloAddress host)
    {
        if (!IsMonitored(host) && !_refusals.ContainsKey(host)) return;

        // If it is gone the attempt is refused, and OnUnreachable says so.
        _center.Connect(host);
    }

    void ISiloLiveness.OnUnreachable(SiloAddress host, bool isSilent)
    {
        // A silo that starts on a busy machine may be too slow for a handshake: silence is for probes to judge.
        if (isSilent) return;

        if (_refusals.TryGetValue(host, out var refusal)) refusal.TrySetResult();
        if (_options.Membership.EnableConnectionLivenessCheck && IsMonitored(host))
        {
            _ = SuspectAsync(host, "its endpoint refuses connections");
        }
    }

    private bool IsMonitored(SiloAddress host) =>
        !_stopping.IsCancellationRequested
        && _options.Membership.LivenessEnabled
        && _self.Status == SiloStatus.Active
        && _view.StatusOf(host) is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Joining;

    private async Task MonitorAsync()
    {
        _center.Answer(ControlOperation.Probe, AnswerProbeAsync);
        _center.Answer(ControlOperation.IndirectProbe, AnswerIndirectProbeAsync);
        using var timer = new PeriodicTimer(_options.Membership.ProbeTimeout, _time);
        await RunPeriodicallyAsync(timer, () =>
        {
            foreach (var silo in ChooseMonitored()) _ = ProbeAsync(silo);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
    }

    // The silos after this one in the order of their hashes: every silo is probed by as many as it probes.
    private IEnumerable<SiloAddress> ChooseMonitored()
    {
        var ordered = _view.Entries
            .Where(entry => entry.Status is SiloStatus.Active or SiloStatus.ShuttingDown)
            .Select(entry => entry.SiloAddress)
            .Where(silo => !silo.Equals(LocalAddress))
            .OrderBy(silo => unchecked((uint)(silo.GetConsistentHashCode() - LocalAddress.GetConsistentHashCode())));
        return ordered.Take(_options.Membership.NumProbedSilos);
    }

    private async Task ProbeAsync(SiloAddress silo)
    {
        if (!IsMonitored(silo)) return;

        // A silo without a lease is too slow or cut off itself: what it hears says nothing about others.
        var answer = await AskAsync(silo).ConfigureAwait(false);
        if (answer == ProbeAnswer.Serving || !MayServe)
        {
            _missedProbes.TryRemove(silo, out _);
            _indirect.TryRemove(silo, out _);
            return;
        }

        // Probing takes time, in which the silo may have sent something after all, or left.
        if (!IsMonitored(silo) || (answer == ProbeAnswer.None && HasSpoken(silo))) return;

        var missed = _missedProbes.AddOrUpdate(silo, 1, static (_, count) => count + 1);
        var limit = _options.Membership.NumMissedProbesLimit;
        var isEnough = missed >= limit;

        // The third silo is asked while the last probe is still out, so that its answer costs no time.
        if (missed == limit - 1) _indirect[silo] = IsHeardByAnotherAsync(silo);
        if (!isEnough || await HearsayOf(silo).ConfigureAwait(false)) return;

        await SuspectAsync(silo, $"it missed {missed} probes or had no lease").ConfigureAwait(false);
    }

    private async Task<bool> HearsayOf(SiloAddress silo) =>
        await (_indirect.TryRemove(silo, out var asked) ? asked : IsHeardByAnotherAsync(silo)).ConfigureAwait(false);

    private bool HasSpoken(SiloAddress silo) =>
        _options.Membership.EnableConnectionLivenessCheck
        && _center.SilenceOf(silo) is { } silence && silence < _options.Membership.ProbeTimeout;

    private async Task<ProbeAnswer> AskAsync(SiloAddress silo)
    {
        try
        {
            var answer = await _center.AskAsync(
                silo,
                ControlOperation.Probe,
                ProbePayload?.Create() ?? [],
                _options.Membership.ProbeTimeout,
                Stopping).ConfigureAwait(false);
            if (answer.AsSpan().SequenceEqual(NoLease)) return ProbeAnswer.NotServing;

            ProbePayload?.Take(silo, answer);
            return ProbeAnswer.Serving;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return ProbeAnswer.None;
        }
    }

    private async Task<bool> IsHeardByAnotherAsync(SiloAddress silo)
    {
        if (!_options.Membership.EnableIndirectProbes) return false;

        var others = _view.ActiveSilos.Where(other => !other.Equals(silo) && !other.Equals(LocalAddress)).ToArray();
        if (others.Length == 0) return false;

        int index;
        lock (_options.Random) index = _options.Random.Next(others.Length);
        try
        {
            var answer = await _center.AskAsync(
                others[index],
                ControlOperation.IndirectProbe,
                System.Text.Encoding.ASCII.GetBytes(silo.ToParsableString()),
                _options.Membership.ProbeTimeout * 2,
                Stopping).ConfigureAwait(false);
            return answer is [1];
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private ValueTask<byte[]> AnswerProbeAsync(SiloAddress peer, byte[] payload)
    {
        _center.Instruments.PingsReceived.Add(1);
        ProbePayload?.Take(peer, payload);

        // It runs, but can serve nothing, and nobody else may as long as it is a member.
        return new(MayServe ? ProbePayload?.Create() ?? [] : NoLease);
    }

    private async ValueTask<byte[]> AnswerIndirectProbeAsync(SiloAddress peer, byte[] payload)
    {
        if (!SiloAddress.TryParse(payload, out var silo)) return [];

        var answer = await AskAsync(silo).ConfigureAwait(false);
        return [answer == ProbeAnswer.Serving ? (byte)1 : (byte)0];
    }

    private async Task SuspectAsync(SiloAddress silo, string reason)
    {
        if (!_suspecting.TryAdd(silo, true)) return;

        try
        {
            var (isVote, isDead) = (false, false);
            await WriteAsync(
                table =>
                {
                    var vote = Vote(table, silo, out isDead);
                    isVote = vote.Entry is not null;
                    return vote;
                },
                Stopping).ConfigureAwait(false);
            if (isVote) LogSuspected(_logger, silo, reason, isDead);
            await RefreshAsync().ConfigureAwait(false);
            TellOthers();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Nobody is declared dead while the table cannot be written.
            if (!Stopping.IsCancellationRequested) LogTableFailed(_logger, exception);
        }
        finally
        {
            _suspecting.TryRemove(silo, out _);
        }
    }

    private (MembershipEntry? Entry, string? Etag, bool IsLast) Vote(
        MembershipTableData table, SiloAddress silo, out bool isDead)
    {
        isDead = false;
        if (table.TryGet(silo) is not { Item1: { Status: not SiloStatus.Dead } entry } row) return default;

        // A silo that is dead itself has no say.
        if (table.TryGet(LocalAddress) is not { Item1.Status: SiloStatus.Active }) return default;

        var now = _time.GetUtcNow().UtcDateTime;
        var votes = (entry.SuspectTimes ?? []).Where(vote =>
            vote.Item2 + _options.Membership.DeathVoteExpirationTimeout > now
            && !vote.Item1.Equals(LocalAddress)
            && table.TryGet(vote.Item1) is { Item1.Status: SiloStatus.Active }).ToList();
        votes.Add(Tuple.Create(LocalAddress, now));
        var given = entry.SuspectTimes?.FirstOrDefault(vote => vote.Item1.Equals(LocalAddress))?.Item2;
        var active = table.Members.Count(member => member.Item1.Status == SiloStatus.Active);
        var needed = Math.Min(_options.Membership.NumVotesForDeathDeclaration, Math.Max(1, (active + 1) / 2));
        entry.SuspectTimes = votes;
        isDead = votes.Count >= needed;

        // One voice is not heard better for being raised again and again; each vote is a view that all have to read.
        if (!isDead && given + _options.Membership.DeathVoteExpirationTimeout / 2 > now
            && entry.SuspectTimes!.Count == votes.Count) return default;

        if (isDead) entry.Status = SiloStatus.Dead;
        return (entry, row.Item2, true);
    }

    [LoggerMessage(2211, LogLevel.Warning, "Voted for the death of {Silo} because {Reason}; dead: {IsDead}")]
    private static partial void LogSuspected(ILogger logger, SiloAddress silo, string reason, bool isDead);

    private enum ProbeAnswer
    {
        None,
        NotServing,
        Serving,
        Refused,
    }
}

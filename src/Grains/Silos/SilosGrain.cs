using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Asks the membership and each silo, at most once in <see cref="KeptFor"/> on a silo, however many consoles are open.
/// </summary>
[StatelessWorker(1), GrainType("silos")]
internal sealed class SilosGrain(TimeProvider time) : Grain, ISilosGrain
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(2);

    private ImmutableArray<SiloSnapshot> _latest;
    private long _readAt;

    public async Task<Result<ImmutableArray<SiloSnapshot>>> List(Caller caller)
    {
        if (!caller.May(Scopes.MetricsRead)) return AccessErrors.Forbidden(Scopes.MetricsRead);
        if (!_latest.IsDefault && time.GetElapsedTime(_readAt) < KeptFor) return _latest;
        var management = GrainFactory.GetGrain<IManagementGrain>(0);
        var members = await management.GetDetailedHosts();
        var silos = await Task.WhenAll(members.Where(member => member.Status is not SiloStatus.Dead)
            .OrderBy(member => member.StartTime)
            .Select(async member => new SiloSnapshot(
                member.SiloAddress.ToParsableString(), member.SiloName, PhaseOf(member.Status),
                new DateTimeOffset(DateTime.SpecifyKind(member.StartTime, DateTimeKind.Utc)),
                await CountActivationsAsync(management, member))));
        (_latest, _readAt) = ([.. silos], time.GetTimestamp());
        return _latest;
    }

    private async Task<long?> CountActivationsAsync(IManagementGrain management, MembershipEntry member)
    {
        if (member.Status is not SiloStatus.Active) return null;
        try
        {
            var statistics = await management.GetRuntimeStatistics([member.SiloAddress])
                .WaitAsync(AnswerTimeMax, time);
            return statistics[0].ActivationCount;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            // A silo that is dying is still listed; it only does not count.
            return null;
        }
    }

    private static SiloPhase PhaseOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => SiloPhase.Running,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloPhase.Stopping,
        _ => SiloPhase.Starting,
    };
}

using Orleans.Runtime;

namespace Nola.Runtime.Membership;

// This silo's signs of life, and the rows of silos that give none any more: they are read with every renewal of every
// lease, so they must not gather.
internal sealed partial class MembershipAgent
{
    // Removing rows raises no version: one silo does it, or all would at the same time.
    private bool IsCleaner => _view.ActiveSilos is [var first, ..] && first.Equals(LocalAddress);

    private async Task PublishAliveAsync()
    {
        using var timer = new PeriodicTimer(_options.Membership.IAmAliveTablePublishTimeout, _time);
        await RunPeriodicallyAsync(timer, async () =>
        {
            await InTime(_table.UpdateIAmAlive(new MembershipEntry
            {
                SiloAddress = LocalAddress,
                IAmAliveTime = _time.GetUtcNow().UtcDateTime,
            })).ConfigureAwait(false);
            await RemoveSurplusAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async Task CleanUpAsync()
    {
        if (_options.Membership.DefunctSiloCleanupPeriod is not { } period) return;

        using var timer = new PeriodicTimer(period, _time);
        await RunPeriodicallyAsync(timer, () => IsCleaner
            ? InTime(_table.CleanupDefunctSiloEntries(
                _time.GetUtcNow() - Longest(_options.Membership.DefunctSiloExpiration)))
            : Task.CompletedTask).ConfigureAwait(false);
    }

    // Rows beyond the limit, the oldest first.
    private async Task RemoveSurplusAsync()
    {
        if (_options.Membership.MaxDefunctSiloEntries is not { } limit || !IsCleaner) return;

        var dead = _view.Entries
            .Where(entry => entry.Status == SiloStatus.Dead)
            .OrderByDescending(entry => entry.IAmAliveTime)
            .Skip(limit)
            .ToArray();
        if (dead.Length == 0) return;

        // Who joins must still see those whose leases might run.
        var surplus = new DateTimeOffset(dead[0].IAmAliveTime, TimeSpan.Zero) + TimeSpan.FromTicks(1);
        var settled = _time.GetUtcNow() - RecentTime;
        await InTime(_table.CleanupDefunctSiloEntries(surplus < settled ? surplus : settled)).ConfigureAwait(false);
    }

    private static TimeSpan Longest(TimeSpan expiration) => expiration > RecentTime ? expiration : RecentTime;
}

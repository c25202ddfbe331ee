using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

// What is different where the table lives in this silo's memory.
internal sealed partial class MembershipAgent
{
    /// <summary>Whether the cluster ends with this silo: it has the table, and nobody else is active.</summary>
    public bool IsWholeCluster =>
        _table is IOwnedMembershipTable { IsOwn: true } && _view.ActiveSilos.All(silo => silo.Equals(LocalAddress));

    private Lease CreateLease()
    {
        var duration = _options.Membership.LeaseDuration;
        if (_table is not IOwnedMembershipTable { IsOwn: true } own) return new Lease(duration, _time);

        own.Writing += OnWriting;
        return new Lease(duration, _time, isUnlimited: true);
    }

    private void OnWriting(MembershipEntry entry)
    {
        if (entry.Status == SiloStatus.Dead && entry.SiloAddress.Equals(LocalAddress)) _lease.Revoke();
    }
}

using System.Collections.Immutable;
using System.Net;
using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Membership;

/// <summary>The membership table at one version, as a silo has read it. Views are totally ordered.</summary>
internal sealed class ClusterView
{
    public static readonly ClusterView Empty = new(-1, []);

    private readonly ImmutableDictionary<SiloAddress, MembershipEntry> _entries;

    private ClusterView(long version, ImmutableDictionary<SiloAddress, MembershipEntry> entries)
    {
        Version = version;
        _entries = entries;
        ActiveSilos = [.. entries.Values.Where(e => e.Status == SiloStatus.Active).Select(e => e.SiloAddress).Order()];
        Snapshot = new ClusterMembershipSnapshot(
            entries.ToImmutableDictionary(e => e.Key, e => new ClusterMember(e.Key, e.Value.Status, e.Value.SiloName)),
            new MembershipVersion(version));
    }

    public ClusterView(MembershipTableData table)
        : this(
            table.Version.Version,
            table.Members.ToImmutableDictionary(row => row.Item1.SiloAddress, row => row.Item1))
    {
    }

    public long Version { get; }

    public ImmutableArray<SiloAddress> ActiveSilos { get; }

    public ClusterMembershipSnapshot Snapshot { get; }

    public IEnumerable<MembershipEntry> Entries => _entries.Values;

    public MembershipEntry? Find(SiloAddress silo) => _entries.GetValueOrDefault(silo);

    public SiloStatus StatusOf(SiloAddress silo) => Snapshot.GetSiloStatus(silo);

    /// <summary>Where clients connect to the silo, or null if it is no gateway.</summary>
    public IPEndPoint? GatewayOf(SiloAddress silo) =>
        Find(silo) is { ProxyPort: > 0 and var port } ? new IPEndPoint(silo.Endpoint.Address, port) : null;
}

using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>A view of the cluster. Views are totally ordered by their version.</summary>
[GenerateSerializer, Immutable]
public sealed class ClusterMembershipSnapshot
{
    /// <summary>A view with its members and version.</summary>
    public ClusterMembershipSnapshot(
        ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
    {
        Members = members;
        Version = version;
    }

    /// <summary>The silos, dead ones that are still in the table included.</summary>
    [Id(0)]
    public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; }

    /// <summary>The view's version.</summary>
    [Id(1)]
    public MembershipVersion Version { get; }

    /// <summary>
    /// The state of a silo: dead if the view has a later incarnation on its endpoint, unknown if it has neither.
    /// </summary>
    public SiloStatus GetSiloStatus(SiloAddress silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        if (Members.TryGetValue(silo, out var member)) return member.Status;

        foreach (var known in Members.Keys)
        {
            if (known.IsSuccessorOf(silo)) return SiloStatus.Dead;
        }

        return SiloStatus.None;
    }

    /// <summary>The update that brings a new observer to this view.</summary>
    public ClusterMembershipUpdate AsUpdate() => new(this, [.. Members.Values]);

    /// <summary>The update from an earlier view to this one.</summary>
    public ClusterMembershipUpdate CreateUpdate(ClusterMembershipSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var changes = ImmutableArray.CreateBuilder<ClusterMember>();
        foreach (var member in Members.Values)
        {
            if (!previous.Members.TryGetValue(member.SiloAddress, out var before) || before.Status != member.Status)
            {
                changes.Add(member);
            }
        }

        foreach (var before in previous.Members.Values)
        {
            // A row leaves the table only after its silo is dead.
            if (!Members.ContainsKey(before.SiloAddress) && before.Status != SiloStatus.Dead)
            {
                changes.Add(new ClusterMember(before.SiloAddress, SiloStatus.Dead, before.Name));
            }
        }

        return new ClusterMembershipUpdate(this, changes.ToImmutable());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"[Version: {Version}, {Members.Count} silos: {string.Join(", ", Members.Values)}]";
}

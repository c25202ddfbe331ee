using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>A view of the cluster with what has changed since the one before.</summary>
[GenerateSerializer, Immutable]
public sealed class ClusterMembershipUpdate
{
    /// <summary>A view and its changes.</summary>
    public ClusterMembershipUpdate(ClusterMembershipSnapshot snapshot, ImmutableArray<ClusterMember> changes)
    {
        Snapshot = snapshot;
        Changes = changes;
    }

    /// <summary>The members that are new or whose state is new.</summary>
    [Id(0)]
    public ImmutableArray<ClusterMember> Changes { get; }

    /// <summary>The view.</summary>
    [Id(1)]
    public ClusterMembershipSnapshot Snapshot { get; }

    /// <summary>Whether anything has changed.</summary>
    public bool HasChanges => !Changes.IsDefaultOrEmpty;
}

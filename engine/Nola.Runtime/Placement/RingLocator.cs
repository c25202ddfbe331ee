using System.Net;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// Finds grains: by the ring of active silos, and by the directory those that do not live where the ring says.
/// </summary>
internal sealed class RingLocator : IGrainLocator, IMessageRouter
{
    private readonly RangeHandover _handover;
    private readonly GrainDirectory _directory;
    private readonly HostCache _hosts = new();
    private readonly Lease _lease;
    private readonly SiloAddress _local;

    public RingLocator(RangeHandover handover, GrainDirectory directory, MembershipAgent agent, MessageCenter center)
    {
        _handover = handover;
        _directory = directory;
        _lease = agent.Lease;
        _local = agent.LocalAddress;
        center.Router = this;
    }

    public bool MayServe => _lease.IsValid;

    public bool IsLocal(GrainId grainId, PlacementStrategy placement)
    {
        if (HostAddressedGrains.TryGetHost(grainId, out var host)) return _local.Equals(host);
        if (!_lease.IsValid) return false;
        if (placement is RingPlacement && _directory.RingGrainsAreFixed) return _handover.Ownership.MayServe(grainId);

        return !placement.IsUsingGrainDirectory || _directory.IsLocal(grainId, placement);
    }

    public bool IsLocalByRing(GrainId grainId, PlacementStrategy placement) =>
        placement is not RingPlacement || _directory.RingGrainsAreFixed || HostAddressedGrains.Is(grainId)
            ? IsLocal(grainId, placement)
            : _lease.IsValid && _directory.IsLocalByRing(grainId, _handover.Ownership);

    public bool Owns(GrainId grainId) => _lease.IsValid && _handover.Ownership.MayServe(grainId);

    public SiloAddress? Locate(GrainId grainId, PlacementStrategy placement) =>
        placement.IsUsingGrainDirectory ? Route(grainId) : _local;

    public SiloAddress? Route(GrainId grain)
    {
        if (HostAddressedGrains.TryGetHost(grain, out var host)) return host;

        var ownership = _handover.Ownership;
        var owner = ownership.Ring.OwnerOf(grain);
        if (!_local.Equals(owner)) return owner;

        return _lease.IsValid && ownership.MayServe(grain) ? owner : null;
    }

    public SiloAddress? Route(in MessageHeader call)
    {
        var grain = call.TargetGrain;
        if (HostAddressedGrains.TryGetHost(grain, out var host)) return host;

        var ownership = _handover.Ownership;
        var owner = ownership.Ring.OwnerOf(grain);
        if (!_local.Equals(owner)) return FindHint(call, ownership.Ring) ?? owner;
        if (!_lease.IsValid) return null;

        var placement = _directory.Kinds?.PlacementOf(grain.Type) ?? RingPlacement.Instance;
        return !placement.IsUsingGrainDirectory || (placement is RingPlacement && _directory.RingGrainsAreFixed)
            ? ownership.MayServe(grain) ? owner : null
            : _directory.Route(call, placement, ownership);
    }

    public void Learn(GrainId grain, SiloAddress host) => _hosts.Learn(grain, host, _handover.Ownership.Ring);

    // What was passed on once goes to the owner, who knows: two hints must not send a call to and fro.
    private SiloAddress? FindHint(in MessageHeader call, HashRing ring)
    {
        if (_hosts.IsUnused || call.Origin is not null || call.ForwardCount > 0) return null;

        var host = _hosts.Find(call.TargetGrain);
        return host is not null && !host.Equals(_local) && ring.Contains(host) ? host : null;
    }
}

using System.Net;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>Finds grains by the ring of active silos.</summary>
internal sealed class RingLocator : IGrainLocator, IMessageRouter
{
    private readonly RangeHandover _handover;
    private readonly Lease _lease;
    private readonly SiloAddress _local;

    public RingLocator(RangeHandover handover, MembershipAgent agent, MessageCenter center)
    {
        _handover = handover;
        _lease = agent.Lease;
        _local = agent.LocalAddress;
        center.Router = this;
    }

    public bool MayServe => _lease.IsValid;

    public bool IsLocal(GrainId grainId, PlacementStrategy placement)
    {
        if (HostAddressedGrains.TryGetHost(grainId, out var host)) return _local.Equals(host);
        if (!_lease.IsValid) return false;

        return !placement.IsUsingGrainDirectory || _handover.Ownership.MayServe(grainId);
    }

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
}

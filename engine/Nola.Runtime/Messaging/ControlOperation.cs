namespace Nola.Runtime.Messaging;

/// <summary>
/// The questions hosts ask each other on the runtime's own behalf. Numbers are part of the wire format.
/// </summary>
internal enum ControlOperation : byte
{
    /// <summary>Are you there?</summary>
    Probe = 1,

    /// <summary>Is that silo there, as you see it?</summary>
    IndirectProbe = 2,

    /// <summary>The membership has changed.</summary>
    MembershipChanged = 3,

    /// <summary>This silo has given up what it does not own in a view.</summary>
    RangesReleased = 4,

    /// <summary>Which silos are there? Asked by clients.</summary>
    GetView = 5,

    /// <summary>These silos are there now. Told to clients.</summary>
    View = 6,

    /// <summary>This silo leaves: have you seen that, and all that it sent? Answered after both.</summary>
    Drain = 7,

    /// <summary>A call of the membership table that the primary silo of a development cluster holds.</summary>
    DevelopmentTable = 8,

    /// <summary>Does this call belong to a request that, in the end, waits for itself?</summary>
    CallCycle = 9,

    /// <summary>May this silo host a grain that you own? See <c>docs/design/placement.md</c>.</summary>
    RegisterGrain = 10,

    /// <summary>This silo no longer hosts a grain that you own.</summary>
    GrainLeft = 11,

    /// <summary>Which displaced grains of mine do you host?</summary>
    HostedGrains = 12,

    /// <summary>Grains that follow the ring may be displaced from now on.</summary>
    RingGrainsMove = 13,

    /// <summary>Take over a grain, with its state.</summary>
    MoveGrain = 14,

    /// <summary>The load of a silo.</summary>
    Load = 15,

    /// <summary>What a silo was configured to say of itself.</summary>
    Metadata = 16,

    /// <summary>Are the leases of all that are dead in this view over? Answered when they are.</summary>
    LeasesOver = 17,

    /// <summary>The leases of all that are dead in this view are over.</summary>
    LeasesEnded = 18,
}

using Orleans;

namespace Nola.Runtime.Membership;

/// <summary>
/// A table that may live in its silo's own memory. Nobody can write there what the silo does not see at once, so the
/// silo needs no lease that runs out: it serves until the table says that it is dead.
/// </summary>
internal interface IOwnedMembershipTable : IMembershipTable
{
    /// <summary>Whether the table lives in this silo's memory.</summary>
    bool IsOwn { get; }

    /// <summary>Raised with each row that is written, before anybody can read it.</summary>
    event Action<MembershipEntry>? Writing;
}

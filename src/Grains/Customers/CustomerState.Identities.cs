using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The identities of OpenID providers that the customer can sign in with.</summary>
internal sealed partial record CustomerState
{
    /// <summary>Oldest first.</summary>
    public ImmutableArray<CustomerIdentity> Identities { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The identity that is claimed, or about to be, for the customer; null if there is none.</summary>
    public PendingIdentity? Linking { get; init; }

    /// <summary>Identities to release.</summary>
    public ImmutableArray<IdentityId> ReleasingIdentities { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The latest identities that were removed, oldest first.</summary>
    public ImmutableArray<IdentityId> RemovedIdentities { get => field.IsDefault ? [] : field; init; } = [];

    public CustomerIdentity? FindIdentity(IdentityId id) => Identities.FirstOrDefault(identity => identity.Id == id);

    private CustomerState Link(IdentityLinked e) => this with
    {
        Version = Version + 1,
        Linking = null,
        Identities = Identities.Add(new(e.Identity, e.Issuer, e.At)),

        // An identity that is in use again must not be released, even if that was planned.
        ReleasingIdentities = ReleasingIdentities.Remove(e.Identity),
        RemovedIdentities = RemovedIdentities.Remove(e.Identity),
    };

    private CustomerState Unlink(IdentityUnlinked e) => this with
    {
        Version = Version + 1,
        Identities = Identities.RemoveAll(identity => identity.Id == e.Identity),
        ReleasingIdentities = ReleasingIdentities.Add(e.Identity),
        RemovedIdentities = RemovedIdentities.AddLatest(e.Identity, CustomerLimits.IdentitiesMax),
    };
}

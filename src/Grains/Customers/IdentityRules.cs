using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for identities of OpenID providers: docs/adr/0020-openid-connect.md.</summary>
internal static class IdentityRules
{
    public static Decision<CustomerEvent> SignIn(
        CustomerState state, SignInWithIdentity command, PersonalKey key, DateTimeOffset now)
    {
        // The claim names a customer who is being registered or deleted.
        if (state.Status != CustomerStatus.Active) return CustomerErrors.ChangeInProgress;
        if (SessionRules.FindBegun(state, command.Session) is { } begun) return begun;
        var session = SessionDetails.Of(command.Session, key);
        var link = IdentityLink.Of(command.Identity);
        if (state.FindIdentity(link.Id) is not null)
        {
            CustomerEvent added = new TokenAdded(command.Session.Access, session) { At = now };
            return Verify(state, link, now).Append(added).ToImmutableArray();
        }

        if (state.Linking is { } linking)
        {
            return linking.Token == command.Session.Access
                ? Decision<CustomerEvent>.DoneBefore
                : CustomerErrors.ChangeInProgress;
        }

        if (!state.EmailVerified || !IsOwnAddress(state, link)) return CustomerErrors.IdentityNotLinked;
        return state.Identities.Length < CustomerLimits.IdentitiesMax
            ? new IdentityLinking(link, command.Session.Access, session) { At = now }
            : CustomerErrors.TooManyIdentities;
    }

    public static Decision<CustomerEvent> Link(
        CustomerState state, Caller caller, ProviderIdentity identity, DateTimeOffset now)
    {
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        if (state.FindIdentity(identity.Id) is not null) return Decision<CustomerEvent>.DoneBefore;
        if (state.Linking is { } linking)
        {
            return linking.Link.Id == identity.Id
                ? Decision<CustomerEvent>.DoneBefore
                : CustomerErrors.ChangeInProgress;
        }

        return state.Identities.Length < CustomerLimits.IdentitiesMax
            ? new IdentityLinking(IdentityLink.Of(identity)) { At = now }
            : CustomerErrors.TooManyIdentities;
    }

    /// <summary>The end of linking an identity that was claimed, or is another customer's.</summary>
    public static Decision<CustomerEvent> Finish(
        CustomerState state, PendingIdentity pending, bool isClaimed, DateTimeOffset now)
    {
        if (!isClaimed) return new IdentityRefused { At = now };
        List<CustomerEvent> events = [new IdentityLinked(pending.Link.Id, pending.Link.Issuer) { At = now }];
        events.AddRange(Verify(state, pending.Link, now));
        if (pending.Token is { } token) events.Add(new TokenAdded(token, pending.Session) { At = now });
        return events.ToImmutableArray();
    }

    public static Decision<CustomerEvent> Unlink(
        CustomerState state, Caller caller, IdentityId identity, DateTimeOffset now)
    {
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        if (state.FindIdentity(identity) is null)
        {
            return state.RemovedIdentities.Contains(identity)
                ? Decision<CustomerEvent>.DoneBefore
                : CustomerErrors.IdentityNotFound;
        }

        return state.Password is null && state.Identities.Length == 1
            ? CustomerErrors.LastSignIn
            : new IdentityUnlinked(identity) { At = now };
    }

    /// <summary>The events that remove all identities.</summary>
    public static IEnumerable<CustomerEvent> UnlinkAll(CustomerState state, DateTimeOffset now) =>
        state.Identities.Select(identity => new IdentityUnlinked(identity.Id) { At = now });

    // What the provider has verified need not be verified by a message.
    private static IEnumerable<CustomerEvent> Verify(CustomerState state, IdentityLink link, DateTimeOffset now) =>
        !state.EmailVerified && IsOwnAddress(state, link) ? [new AddressVerified { At = now }] : [];

    private static bool IsOwnAddress(CustomerState state, IdentityLink link) =>
        state.Profile is { } profile && link.VerifiedKey == profile.Claim;
}

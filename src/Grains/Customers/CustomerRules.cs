using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for commands on a customer.</summary>
internal static class CustomerRules
{
    /// <summary>How many profile changes are remembered, to answer repetitions.</summary>
    public const int RepliesKept = 32;

    public static bool MayManage(CustomerState state, Caller caller) =>
        caller.May(Scopes.CustomersManage) || caller.Owns(PrincipalId.For(state.Id));

    public static ShopError? CheckVisible(CustomerState state, Caller caller) =>
        state.Status == CustomerStatus.Active && MayManage(state, caller) ? null : CustomerErrors.NotFound;

    public static Decision<CustomerEvent> Register(
        CustomerState state, OperationId operation, RegisterCustomer command, PersonalKey key, DateTimeOffset now)
    {
        var (profile, token) = (Normalize(command.Profile), command.Session.Access);

        // A provider may call a person by something that is no name here, or by nothing; it did not ask the person.
        if (command.Identity is not null && !PlainText.IsValid(profile.Name, CustomerLimits.NameMax))
        {
            profile = profile with { Name = profile.Email.Split('@')[0] };
        }

        var entered = SealedProfile.Of(key, profile);
        if (Repeated(state, operation, entered, out var decision))
        {
            // A repetition must not answer with a token that was revoked, replaced or has expired.
            var isUsable = state.Status != CustomerStatus.Active || SessionRules.Check(state, token, now) is null;
            return isUsable || decision.Error is not null ? decision : CustomerErrors.AlreadyRegistered;
        }

        if (state.Status != CustomerStatus.Unknown) return CustomerErrors.AlreadyRegistered;
        if (Check(profile) is { } error) return error;
        var session = SessionDetails.Of(command.Session, key);
        var identity = command.Identity is { } proven ? IdentityLink.Of(proven) : null;
        return new ProfileChanging(operation, entered, token, session, command.Password, identity) { At = now };
    }

    /// <summary>
    /// The end of a change whose e-mail address and identity were claimed, or one of them is another customer's.
    /// </summary>
    public static Decision<CustomerEvent> Finish(PendingProfile pending, bool isClaimed, DateTimeOffset now)
    {
        if (!isClaimed) return new ProfileRefused(pending.Operation) { At = now };
        List<CustomerEvent> events = [new ProfileChanged(pending.Operation, pending.Profile) { At = now }];
        if (pending.Password is { } password) events.Add(new PasswordSet(password) { At = now });
        if (pending.Identity is { } identity)
        {
            events.Add(new IdentityLinked(identity.Id, identity.Issuer) { At = now });
            var isVerified = identity.VerifiedKey == pending.Profile.Claim;
            if (isVerified) events.Add(new AddressVerified { At = now });
        }

        if (pending.Token is { } token) events.Add(new TokenAdded(token, pending.Session) { At = now });
        return events.ToImmutableArray();
    }

    public static Decision<CustomerEvent> Update(
        CustomerState state,
        OperationId operation,
        Caller caller,
        CustomerProfile profile,
        VersionMatch match,
        PersonalKey key,
        DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        profile = Normalize(profile);
        var entered = SealedProfile.Of(key, profile);
        if (Repeated(state, operation, entered, out var decision)) return decision;
        if (!match.Accepts(state.ProfileVersion)) return CustomerErrors.VersionConflict(state.ProfileVersion);
        if (Check(profile) is { } error) return error;

        // Only a new address must be claimed before it is used.
        return state.Profile!.Claim != entered.Claim
            ? new ProfileChanging(operation, entered) { At = now }
            : new ProfileChanged(operation, entered) { At = now };
    }

    public static Decision<CustomerEvent> Delete(
        CustomerState state, Caller caller, VersionMatch match, DateTimeOffset now)
    {
        if (!MayManage(state, caller)) return CustomerErrors.NotFound;
        if (state.Status == CustomerStatus.Deleted) return Decision<CustomerEvent>.DoneBefore;
        if (state.Status == CustomerStatus.Unknown) return CustomerErrors.NotFound;
        if (!match.Accepts(state.ProfileVersion)) return CustomerErrors.VersionConflict(state.ProfileVersion);
        return state.Pending is null && state.Linking is null
            ? new CustomerDeleted { At = now }
            : CustomerErrors.ChangeInProgress;
    }

    /// <summary>The profile as it is stored. The e-mail address stays as the customer entered it.</summary>
    private static CustomerProfile Normalize(CustomerProfile profile) =>
        profile with { Name = PlainText.Normalize(profile.Name) };

    private static bool Repeated(
        CustomerState state, OperationId operation, SealedProfile profile, out Decision<CustomerEvent> decision)
    {
        decision = default;
        if (state.FindReply(operation) is { } reply)
        {
            if (reply.Profile != profile) decision = CustomerErrors.OperationReused;
            return true;
        }

        if (state.Pending is not { } pending) return false;
        if (pending.Operation != operation) decision = CustomerErrors.ChangeInProgress;
        else if (pending.Profile != profile) decision = CustomerErrors.OperationReused;
        return true;
    }

    private static ShopError? Check(CustomerProfile profile)
    {
        List<string> wrong = [];
        if (!PlainText.IsValid(profile.Name, CustomerLimits.NameMax)) wrong.Add("name");
        if (!EmailAddress.IsValid(profile.Email)) wrong.Add("email");
        return wrong.Count > 0 ? CustomerErrors.Invalid(wrong) : null;
    }
}

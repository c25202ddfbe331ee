using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for commands on a customer.</summary>
internal static class CustomerRules
{
    /// <summary>The most tokens accepted at once; adding one more drops the oldest.</summary>
    public const int TokensMax = 16;

    /// <summary>How many profile changes are remembered, to answer repetitions.</summary>
    public const int RepliesKept = 32;

    /// <summary>How long a token is accepted after it was added.</summary>
    public static TimeSpan TokenLifetime { get; } = TimeSpan.FromHours(12);

    public static bool MayManage(CustomerState state, Caller caller) =>
        caller.May(Scopes.CustomersManage) || caller.Owns(PrincipalId.For(state.Id));

    public static ShopError? CheckVisible(CustomerState state, Caller caller) =>
        state.Status == CustomerStatus.Active && MayManage(state, caller) ? null : CustomerErrors.NotFound;

    public static Decision<CustomerEvent> Register(
        CustomerState state, OperationId operation, CustomerProfile profile, TokenHash token, DateTimeOffset now)
    {
        profile = Normalize(profile);
        if (Repeated(state, operation, profile, out var decision))
        {
            // A repetition must not answer with a token that was revoked or has expired.
            var isUsable = state.Status != CustomerStatus.Active || Authenticate(state, token, now) is null;
            return isUsable || decision.Error is not null ? decision : CustomerErrors.AlreadyRegistered;
        }

        if (state.Status != CustomerStatus.Unknown) return CustomerErrors.AlreadyRegistered;
        return Begin(state, operation, profile, token, now);
    }

    /// <summary>The end of a change whose e-mail address was claimed, or is another customer's.</summary>
    public static Decision<CustomerEvent> Finish(PendingProfile pending, bool isClaimed, DateTimeOffset now)
    {
        if (!isClaimed) return new ProfileRefused(pending.Operation) { At = now };
        CustomerEvent changed = new ProfileChanged(pending.Operation, pending.Profile) { At = now };
        return pending.Token is { } token
            ? ImmutableArray.Create(changed, new TokenAdded(token) { At = now })
            : changed;
    }

    public static Decision<CustomerEvent> Update(
        CustomerState state,
        OperationId operation,
        Caller caller,
        CustomerProfile profile,
        VersionMatch match,
        DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        profile = Normalize(profile);
        if (Repeated(state, operation, profile, out var decision)) return decision;
        if (!match.Accepts(state.ProfileVersion)) return CustomerErrors.VersionConflict(state.ProfileVersion);
        return Begin(state, operation, profile, null, now);
    }

    public static Decision<CustomerEvent> Delete(
        CustomerState state, Caller caller, VersionMatch match, DateTimeOffset now)
    {
        if (!MayManage(state, caller)) return CustomerErrors.NotFound;
        if (state.Status == CustomerStatus.Deleted) return Decision<CustomerEvent>.DoneBefore;
        if (state.Status == CustomerStatus.Unknown) return CustomerErrors.NotFound;
        if (!match.Accepts(state.ProfileVersion)) return CustomerErrors.VersionConflict(state.ProfileVersion);
        return state.Pending is null ? new CustomerDeleted { At = now } : CustomerErrors.ChangeInProgress;
    }

    public static Decision<CustomerEvent> AddToken(
        CustomerState state, Caller caller, TokenHash token, DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        return state.Tokens.Any(present => present.Hash == token)
            ? Decision<CustomerEvent>.DoneBefore
            : new TokenAdded(token) { At = now };
    }

    public static Decision<CustomerEvent> RevokeToken(
        CustomerState state, Caller caller, TokenHash token, DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        return state.Tokens.Any(present => present.Hash == token)
            ? new TokenRevoked(token) { At = now }
            : Decision<CustomerEvent>.DoneBefore;
    }

    public static ShopError? Authenticate(CustomerState state, TokenHash token, DateTimeOffset now) =>
        state.Status == CustomerStatus.Active &&
        state.Tokens.Any(known => known.Hash == token && now - known.AddedAt < TokenLifetime)
            ? null
            : CustomerErrors.InvalidToken;

    /// <summary>The profile as it is stored. The e-mail address stays as the customer entered it.</summary>
    private static CustomerProfile Normalize(CustomerProfile profile) =>
        profile with { Name = PlainText.Normalize(profile.Name) };

    private static bool Repeated(
        CustomerState state, OperationId operation, CustomerProfile profile, out Decision<CustomerEvent> decision)
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

    private static Decision<CustomerEvent> Begin(
        CustomerState state, OperationId operation, CustomerProfile profile, TokenHash? token, DateTimeOffset now)
    {
        List<string> wrong = [];
        if (!PlainText.IsValid(profile.Name, CustomerLimits.NameMax)) wrong.Add("name");
        if (!EmailAddress.IsValid(profile.Email)) wrong.Add("email");
        if (wrong.Count > 0) return CustomerErrors.Invalid(wrong);

        // Only a new address must be claimed before it is used.
        var isNew = state.Profile is not { } present ||
            EmailAddress.ClaimKey(present.Email) != EmailAddress.ClaimKey(profile.Email);
        return isNew
            ? new ProfileChanging(operation, profile, token) { At = now }
            : new ProfileChanged(operation, profile) { At = now };
    }
}

using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Identities of OpenID providers.</summary>
internal sealed partial class CustomerGrain
{
    public async Task<Result<SignedIn>> SignInWithIdentity(SignInWithIdentity command)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.ChangeInProgress;
        var decision = IdentityRules.SignIn(State, command, key, Now);
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        var answer = await AnswerAsync<SignedIn>(state => decision.Error is { } error ? error
            : state.FindIdentity(command.Identity.Id) is null ? CustomerErrors.IdentityTaken
            : ToSignedIn(state, command.Session.Access, key));
        return decision.IsRepeat ? answer.AsReplay() : answer;
    }

    public Task<Result<ImmutableArray<IdentitySnapshot>>> Identities(Caller caller) =>
        AnswerAsync<ImmutableArray<IdentitySnapshot>>(state => CustomerRules.CheckVisible(state, caller) is { } hidden
            ? hidden
            : state.Identities.Select(identity => identity.ToSnapshot()).ToImmutableArray());

    public async Task<Result<IdentitySnapshot>> LinkIdentity(Caller caller, ProviderIdentity identity)
    {
        var decision = IdentityRules.Link(State, caller, identity, Now);
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        var answer = await AnswerAsync<IdentitySnapshot>(state =>
            decision.Error is { } error ? error
            : state.FindIdentity(identity.Id) is { } linked ? linked.ToSnapshot()
            : CustomerErrors.IdentityTaken);
        return decision.IsRepeat ? answer.AsReplay() : answer;
    }

    public async Task<Result> UnlinkIdentity(Caller caller, IdentityId identity)
    {
        var decision = IdentityRules.Unlink(State, caller, identity, Now);
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        return await AnswerAsync(decision.Error is { } error ? error : Decision<CustomerEvent>.DoneBefore);
    }

    private async Task ClaimIdentityAsync(PendingIdentity pending)
    {
        var claim = await IdentityClaim(pending.Link.Id).Claim(State.Id);

        // The claim is final for its customer: nothing else can have changed what is pending.
        Record(IdentityRules.Finish(State, pending, claim.IsOk, Now));
    }

    private async Task ReleaseIdentityAsync(IdentityId identity)
    {
        await IdentityClaim(identity).Release(State.Id);
        IdentityReleased released = new(identity) { At = Now };
        if (State.Status == CustomerStatus.Deleted) Erase([released]);
        else Record([released]);
    }

    private IIdentityClaimGrain IdentityClaim(IdentityId identity) =>
        GrainFactory.GetGrain<IIdentityClaimGrain>(identity.Value);
}

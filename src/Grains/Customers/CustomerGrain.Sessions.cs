using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Passwords and sessions.</summary>
internal sealed partial class CustomerGrain
{
    public async Task<Result<SignedIn>> SignIn(SignIn command)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.InvalidCredentials;
        var answer = await AnswerAsync(
            SessionRules.SignIn(State, command, key, Now),
            state => ToSignedIn(state, command.Session.Access, key));
        if (answer.IsOk) await Attempts().Succeed(command.Source);
        return answer;
    }

    public async Task<Result<SignedIn>> Refresh(RefreshSession command)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.InvalidRefreshToken;
        return await AnswerAsync(
            SessionRules.Refresh(State, command, Now), state => ToSignedIn(state, command.Access, key));
    }

    public async Task<Result<ImmutableArray<SessionSnapshot>>> Sessions(Caller caller, TokenHash? current)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.NotFound;
        return await AnswerAsync<ImmutableArray<SessionSnapshot>>(
            state => CustomerRules.CheckVisible(state, caller) is { } hidden
                ? hidden
                : ListSessions(state, current, key));
    }

    public Task<Result> EndSession(Caller caller, SessionId session) =>
        AnswerAsync(SessionRules.End(State, caller, session, Now));

    public Task<Result> SignOut(Caller caller, TokenHash token) =>
        AnswerAsync(SessionRules.SignOut(State, caller, token, Now));

    public Task<Result> Authenticate(TokenHash token) => AnswerAsync(SessionRules.Authenticate(State, token, Now));

    public async Task<Result<PasswordCheck>> CheckPassword(OperationId operation, Caller caller, SourceId source)
    {
        if (CustomerRules.CheckVisible(State, caller) is { } hidden) return hidden;
        var counted = await Attempts().Begin(source);
        if (counted.IsRefused) return counted.Error;
        return await AnswerAsync<PasswordCheck>(state => CustomerRules.CheckVisible(state, caller) is { } deleted
            ? deleted
            : new PasswordCheck { Password = state.Password, IsDone = state.PasswordOperation == operation });
    }

    public async Task<Result> ChangePassword(OperationId operation, Caller caller, ChangePassword command)
    {
        var changed = await AnswerAsync(PasswordRules.Change(State, operation, caller, command, Now));
        if (changed.IsOk) await Attempts().Succeed(command.Source);
        return changed;
    }

    public Task<Result<PasswordHash>> GetPassword() => AnswerAsync<PasswordHash>(
        state => state.Password is { } password ? password : CustomerErrors.NotFound);

    private ImmutableArray<SessionSnapshot> ListSessions(
        CustomerState state, TokenHash? current, PersonalKey key) =>
    [
        .. state.Sessions.Where(session => session.EndsAt > Now)
            .Select(session => session.ToSnapshot(current, key)).Reverse(),
    ];

    /// <summary>The session with the access token, which a refused command has not begun.</summary>
    private static Result<SignedIn> ToSignedIn(
        CustomerState state, TokenHash access, PersonalKey key, CustomerSnapshot? shown = null) =>
        state.Sessions.FirstOrDefault(session => session.Hash == access) is { } session
            ? new SignedIn
            {
                Customer = shown ?? state.ToSnapshot(key),
                Session = session.Key,
                ExpiresAt = session.AccessEndsAt,
            }
            : CustomerErrors.InvalidRefreshToken;

    private ISignInGrain Attempts() => GrainFactory.GetGrain<ISignInGrain>(State.Profile!.Claim);
}

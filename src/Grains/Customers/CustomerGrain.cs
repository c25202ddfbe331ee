using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reentrant for group commit. A change that needs another e-mail address is continued by <see cref="CustomerSaga"/>;
/// after a crash a wake-up continues it.
/// </summary>
[Reentrant]
[GrainType("customer")]
internal sealed class CustomerGrain : ShopGrain<CustomerState, CustomerEvent>, ICustomerGrain,
    IPasswordHolder, IWakeable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly SagaLoop<CustomerStep> _saga;

    // Why the latest change failed, for the calls that are waiting for it.
    private (OperationId Operation, ShopError Error)? _refused;

    public CustomerGrain(JournalGrainServices services)
        : base(services) => _saga = new(() => CustomerSaga.Next(State), PerformAsync);

    public async Task<Result<SignedIn>> Register(OperationId operation, RegisterCustomer command)
    {
        var registered = await AnswerChangeAsync(
            operation, CustomerRules.Register(State, operation, command, Now));
        if (registered.IsRefused) return registered.Error;
        Result<SignedIn> answer = ToSignedIn(State, command.Session.Access, registered.Value);
        return registered.IsReplay ? answer.AsReplay() : answer;
    }

    public Task<Result<CustomerSnapshot>> Get(Caller caller) => AnswerAsync<CustomerSnapshot>(
        state => CustomerRules.CheckVisible(state, caller) is { } hidden ? hidden : state.ToSnapshot());

    public Task<Result<CustomerSnapshot>> Update(
        OperationId operation, Caller caller, CustomerProfile profile, VersionMatch match) =>
        AnswerChangeAsync(operation, CustomerRules.Update(State, operation, caller, profile, match, Now));

    public async Task<Result> Delete(Caller caller, VersionMatch match)
    {
        var decision = CustomerRules.Delete(State, caller, match, Now);
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        return await AnswerAsync(decision.Error is { } error ? error : Decision<CustomerEvent>.DoneBefore);
    }

    public async Task<Result<SignedIn>> SignIn(SignIn command)
    {
        var answer = await AnswerAsync(
            SessionRules.SignIn(State, command, Now), state => ToSignedIn(state, command.Session.Access));
        if (answer.IsOk) await Attempts(answer.Value.Customer.Email).Succeed(command.Source);
        return answer;
    }

    public Task<Result<SignedIn>> Refresh(RefreshSession command) => AnswerAsync(
        SessionRules.Refresh(State, command, Now), state => ToSignedIn(state, command.Access));

    public Task<Result<ImmutableArray<SessionSnapshot>>> Sessions(Caller caller, TokenHash? current) =>
        AnswerAsync<ImmutableArray<SessionSnapshot>>(state => CustomerRules.CheckVisible(state, caller) is { } hidden
            ? hidden
            : state.Sessions.Where(session => session.EndsAt > Now)
                .Select(session => session.ToSnapshot(current)).Reverse().ToImmutableArray());

    public Task<Result> EndSession(Caller caller, SessionId session) =>
        AnswerAsync(SessionRules.End(State, caller, session, Now));

    public Task<Result> SignOut(Caller caller, TokenHash token) =>
        AnswerAsync(SessionRules.SignOut(State, caller, token, Now));

    public Task<Result> Authenticate(TokenHash token) => AnswerAsync(SessionRules.Authenticate(State, token, Now));

    public async Task<Result<PasswordCheck>> CheckPassword(OperationId operation, Caller caller, SourceId source)
    {
        if (CustomerRules.CheckVisible(State, caller) is { } hidden) return hidden;
        var counted = await Attempts(State.Profile!.Email).Begin(source);
        if (counted.IsRefused) return counted.Error;
        return await AnswerAsync<PasswordCheck>(state => CustomerRules.CheckVisible(state, caller) is { } deleted
            ? deleted
            : new PasswordCheck { Password = state.Password, IsDone = state.PasswordOperation == operation });
    }

    public async Task<Result> ChangePassword(OperationId operation, Caller caller, ChangePassword command)
    {
        var changed = await AnswerAsync(PasswordRules.Change(State, operation, caller, command, Now));
        if (changed.IsOk) await Attempts(State.Profile!.Email).Succeed(command.Source);
        return changed;
    }

    public Task<Result<PasswordHash>> GetPassword() => AnswerAsync<PasswordHash>(
        state => state.Password is { } password ? password : CustomerErrors.NotFound);

    public Task Wake() => CarryOnAsync();

    private async Task<Result<CustomerSnapshot>> AnswerChangeAsync(
        OperationId operation, Decision<CustomerEvent> decision)
    {
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        var refusal = decision.Error ?? (_refused?.Operation == operation ? _refused.Value.Error : null);
        var answer = await AnswerAsync<CustomerSnapshot>(
            state => decision.Error is null && state.Find(operation) is { } done
                ? done
                : refusal ?? CustomerErrors.NotFound);
        return decision.IsRepeat && answer.IsOk ? answer.AsReplay() : answer;
    }

    /// <summary>
    /// Records the decision, with a wake-up if it is an intent. Erases the personal data of a deleted customer.
    /// </summary>
    private void Begin(Decision<CustomerEvent> decision)
    {
        switch (decision.Events)
        {
            case [CustomerDeleted deleted]:
                Erase([deleted], WakeUp.At(deleted.At + RetryDelay));
                break;
            case [ProfileChanging changing]:
                Record(decision, WakeUp.At(changing.At + RetryDelay));
                break;
            default:
                Record(decision);
                break;
        }
    }

    private async Task CarryOnAsync()
    {
        await _saga.RunAsync();
        if (CustomerSaga.Next(State) is null && WakeAt is not null) Record([], WakeUp.None);
        await WhenDurable();
    }

    private async Task<bool> PerformAsync(CustomerStep step)
    {
        // Send nothing to a claim before the intent is durable.
        await WhenDurable();
        if (step == CustomerStep.Release)
        {
            var key = State.Releasing[0];
            await Claim(key).Release(State.Id);
            EmailReleased released = new(key) { At = Now };
            if (State.Status == CustomerStatus.Deleted) Erase([released]);
            else Record([released]);
            return true;
        }

        var pending = State.Pending!;
        var claim = await Claim(EmailAddress.ClaimKey(pending.Profile.Email)).Claim(State.Id);
        if (claim.IsRefused) _refused = (pending.Operation, claim.Error);
        Record(CustomerRules.Finish(pending, claim.IsOk, Now));
        return true;
    }

    /// <summary>The session with the access token, which a refused command has not begun.</summary>
    private static Result<SignedIn> ToSignedIn(CustomerState state, TokenHash access, CustomerSnapshot? shown = null) =>
        state.Sessions.FirstOrDefault(session => session.Hash == access) is { } session
            ? new SignedIn
            {
                Customer = shown ?? state.ToSnapshot(),
                Session = session.Key,
                ExpiresAt = session.AccessEndsAt,
            }
            : CustomerErrors.InvalidRefreshToken;

    private ISignInGrain Attempts(string email) =>
        GrainFactory.GetGrain<ISignInGrain>(EmailAddress.ClaimKey(email));

    private IEmailClaimGrain Claim(string key) => GrainFactory.GetGrain<IEmailClaimGrain>(key);
}

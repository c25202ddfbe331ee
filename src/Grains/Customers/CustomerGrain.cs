using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// A new e-mail address is claimed between an intent and its result in this grain's journal, and an old one is given
/// back after it; a wake-up carries on what a crash interrupted. A claim is by customer, so repeating it is harmless.
/// </summary>
[Reentrant]
[GrainType("customer")]
internal sealed class CustomerGrain(JournalGrainServices services)
    : JournalGrain<CustomerState, CustomerEvent>(services), ICustomerGrain, IWakeable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private static readonly JournalCodec<CustomerState, CustomerEvent> CustomerCodec =
        new(CustomerJson.Default.CustomerState, CustomerJson.Default.CustomerEvent);

    /// <summary>The steps being carried out by this activation; one at a time.</summary>
    private Task<ShopError?>? _finishing;

    protected override CustomerState Initial => new() { Id = new CustomerId(this.GetPrimaryKeyString()) };

    protected override JournalCodec<CustomerState, CustomerEvent> Codec => CustomerCodec;

    public Task<Result<CustomerSnapshot>> Register(OperationId operation, CustomerProfile profile) =>
        Answer(operation, CustomerRules.Register(State, operation, profile, Time.Now()));

    public async Task<Result<CustomerSnapshot>> Get(Caller caller)
    {
        var durable = WhenDurable();
        Result<CustomerSnapshot> answer =
            CustomerRules.CheckVisible(State, caller) is { } hidden ? hidden : State.ToSnapshot();
        await durable;
        return answer;
    }

    public Task<Result<CustomerSnapshot>> Update(
        OperationId operation, Caller caller, CustomerProfile profile, long? expectedVersion) =>
        Answer(operation, CustomerRules.Update(State, operation, caller, profile, expectedVersion, Time.Now()));

    public async Task<Result> Delete(Caller caller)
    {
        var decision = CustomerRules.Delete(State, caller, Time.Now());
        await Record(decision);
        if (decision.Error is { } error) return error;
        await Finish();
        return Result.Ok;
    }

    public Task<Result> AddToken(Caller caller, TokenHash token) =>
        Answer(CustomerRules.AddToken(State, caller, token, Time.Now()));

    public Task<Result> RevokeToken(Caller caller, TokenHash token) =>
        Answer(CustomerRules.RevokeToken(State, caller, token, Time.Now()));

    public async Task<Result> Authenticate(TokenHash token)
    {
        var durable = WhenDurable();
        var refusal = CustomerRules.Authenticate(State, token, Time.Now());
        await durable;
        return refusal is null ? Result.Ok : refusal;
    }

    public Task Wake() => Finish();

    protected override CustomerState Apply(CustomerState state, CustomerEvent e) => state.Apply(e);

    private async Task<Result> Answer(Decision<CustomerEvent> decision)
    {
        await Record(decision);
        return decision.Error is { } error ? error : Result.Ok;
    }

    private async Task<Result<CustomerSnapshot>> Answer(OperationId operation, Decision<CustomerEvent> decision)
    {
        await Record(decision);
        if (decision.Error is { } error) return error;

        // A run that was under way may have ended before it saw this operation: then the next one is this operation's.
        ShopError? refusal = null;
        while (State.Pending?.Operation == operation) refusal = await Finish();
        if (refusal is not null) return refusal;
        return State.FindReply(operation) is { } reply && State.Status == CustomerStatus.Active
            ? State.ToSnapshot()
                with
            { Name = reply.Profile.Name, Email = reply.Profile.Email, Version = reply.Version }
            : CustomerErrors.NotFound;
    }

    private Task Record(Decision<CustomerEvent> decision)
    {
        if (decision.Event is not { } e) return WhenDurable();
        return Commit(e, e is ProfileChanging or CustomerDeleted ? WakeUp.At(e.At + RetryDelay) : WakeUp.Keep);
    }

    private async Task<ShopError?> Finish()
    {
        if (_finishing is { IsCompleted: false } running) return await running;
        _finishing = FinishSteps();
        return await _finishing;
    }

    /// <summary>
    /// Claims the new address, then gives old ones back; a refusal when another customer has claimed the new one.
    /// </summary>
    private async Task<ShopError?> FinishSteps()
    {
        ShopError? refusal = null;
        if (State.Pending is { } pending)
        {
            await WhenDurable();
            var claim = await Claim(EmailAddress.ClaimKey(pending.Profile.Email)).Claim(State.Id);
            refusal = claim.Error;
            var now = Time.Now();
            await Commit(refusal is null
                ? new ProfileChanged(pending.Operation, pending.Profile) { At = now }
                : new ProfileRefused(pending.Operation) { At = now });
        }

        while (State.Releasing is [var key, ..])
        {
            await WhenDurable();
            await Claim(key).Release(State.Id);
            await Commit(new EmailReleased(key) { At = Time.Now() });
        }

        if (!State.IsUnfinished && WakeAt is not null) await Commit([], WakeUp.None);
        return refusal;
    }

    private IEmailClaimGrain Claim(string key) => GrainFactory.GetGrain<IEmailClaimGrain>(key);
}

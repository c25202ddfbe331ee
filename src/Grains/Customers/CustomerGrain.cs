using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reentrant for group commit. A change that needs another e-mail address is continued by <see cref="CustomerSaga"/>;
/// after a crash a wake-up continues it.
/// </summary>
[Reentrant]
[GrainType("customer")]
internal sealed partial class CustomerGrain : ShopGrain<CustomerState, CustomerEvent>, ICustomerGrain,
    IPasswordHolder, IWakeable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly SagaLoop<CustomerStep> _saga;
    private readonly IMessageSender _sender;
    private readonly IOptions<MessageOptions> _messages;
    private readonly RandomNumberGenerator _random;
    private readonly ILogger _logger;

    // The key of the profile; null until a call needs it.
    private PersonalKey? _key;

    // Why the latest change failed, for the calls that are waiting for it.
    private (OperationId Operation, ShopError Error)? _refused;

    public CustomerGrain(
        JournalGrainServices services,
        IMessageSender sender,
        IOptions<MessageOptions> messages,
        RandomNumberGenerator random,
        ILogger<CustomerGrain> logger)
        : base(services)
    {
        _saga = new(() => CustomerSaga.Next(State), PerformAsync);
        (_sender, _messages, _random, _logger) = (sender, messages, random, logger);
    }

    public async Task<Result<SignedIn>> Register(OperationId operation, RegisterCustomer command)
    {
        // A deleted customer's key is gone.
        if (await MakeKeyAsync() is not { } key) return CustomerErrors.AlreadyRegistered;
        var registered = await AnswerChangeAsync(
            operation, CustomerRules.Register(State, operation, command, key, Now), key);
        if (registered.IsRefused) return registered.Error;
        Result<SignedIn> answer = ToSignedIn(State, command.Session.Access, key, registered.Value);
        return registered.IsReplay ? answer.AsReplay() : answer;
    }

    public async Task<Result<CustomerSnapshot>> Get(Caller caller)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.NotFound;
        return await AnswerAsync<CustomerSnapshot>(
            state => CustomerRules.CheckVisible(state, caller) is { } hidden ? hidden : state.ToSnapshot(key));
    }

    public async Task<Result<CustomerExport>> Export(Caller caller, TokenHash? current)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.NotFound;
        return await AnswerAsync<CustomerExport>(state => CustomerRules.CheckVisible(state, caller) is { } hidden
            ? hidden
            : new CustomerExport
            {
                Customer = state.ToSnapshot(key),
                Identities = [.. state.Identities.Select(identity => identity.ToSnapshot())],
                Sessions = ListSessions(state, current, key),
                Messages = [.. state.Messages.Select(message => message.ToSnapshot())],
            });
    }

    public async Task<Result<CustomerSnapshot>> Update(
        OperationId operation, Caller caller, CustomerProfile profile, VersionMatch match)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.NotFound;
        return await AnswerChangeAsync(
            operation, CustomerRules.Update(State, operation, caller, profile, match, key, Now), key);
    }

    public async Task<Result<ClaimedOrders>> ClaimOrders(Caller caller)
    {
        var state = State;
        await WhenDurable();
        if (CustomerRules.CheckVisible(state, caller) is { } hidden) return hidden;
        if (!state.EmailVerified) return CustomerErrors.EmailNotVerified;

        // An order is removed from the list only once it is the customer's, so a repeated call goes on.
        var guests = GrainFactory.GetGrain<IGuestOrdersGrain>(state.Profile!.Claim);
        var count = 0;
        foreach (var order in await guests.List())
        {
            if ((await GrainFactory.GetGrain<IClaimableOrder>(order.Value).Claim(state.Id)).IsRefused) continue;
            await guests.Remove(order);
            count++;
        }

        return new ClaimedOrders(count);
    }

    public async Task<Result> Delete(Caller caller, VersionMatch match)
    {
        var decision = CustomerRules.Delete(State, caller, match, Now);
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        return await AnswerAsync(decision.Error is { } error ? error : Decision<CustomerEvent>.DoneBefore);
    }

    public async Task Wake()
    {
        await CarryOnAsync();
        await SendDueAsync();
    }

    private async Task<Result<CustomerSnapshot>> AnswerChangeAsync(
        OperationId operation, Decision<CustomerEvent> decision, PersonalKey key)
    {
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        var refusal = decision.Error ?? (_refused?.Operation == operation ? _refused.Value.Error : null);
        var answer = await AnswerAsync<CustomerSnapshot>(
            state => decision.Error is null && state.Find(operation, key) is { } done
                ? done
                : refusal ?? CustomerErrors.NotFound);
        return decision.IsRepeat && answer.IsOk ? answer.AsReplay() : answer;
    }

    /// <summary>
    /// Records the decision, with a wake-up if other grains have to be called. Erases the personal data of a deleted
    /// customer.
    /// </summary>
    private void Begin(Decision<CustomerEvent> decision)
    {
        if (decision.Events is [CustomerDeleted deleted])
        {
            Erase([deleted], WakeUp.At(deleted.At + RetryDelay));
            return;
        }

        var isIntent = decision.Events.Any(static e => e is ProfileChanging or IdentityLinking or IdentityUnlinked);
        Record(decision, isIntent ? WakeUp.At(Now + RetryDelay) : default);
    }

    private async Task CarryOnAsync()
    {
        await _saga.RunAsync();
        if (CustomerSaga.Next(State) is null && WakeAt != State.NextMessageAt) Record([], ForMessages);
        await WhenDurable();
    }

    private async Task<bool> PerformAsync(CustomerStep step)
    {
        // Send nothing to a claim before the intent is durable.
        await WhenDurable();
        await (step switch
        {
            CustomerStep.Claim => ClaimAsync(State.Pending!),
            CustomerStep.Release => ReleaseAsync(State.Releasing[0]),
            CustomerStep.ClaimIdentity => ClaimIdentityAsync(State.Linking!),
            CustomerStep.ReleaseIdentity => ReleaseIdentityAsync(State.ReleasingIdentities[0]),
            _ => throw new InvalidOperationException($"Unknown step {step}."),
        });
        return true;
    }

    private async Task ClaimAsync(PendingProfile pending)
    {
        var claim = pending.Identity is { } identity
            ? await IdentityClaim(identity.Id).Claim(State.Id)
            : Result.Ok;
        if (claim.IsOk) claim = await Claim(pending.Profile.Claim).Claim(State.Id);
        if (claim.IsRefused) _refused = (pending.Operation, claim.Error);
        Record(CustomerRules.Finish(pending, claim.IsOk, Now));
    }

    private async Task ReleaseAsync(string key)
    {
        if (State.Status == CustomerStatus.Deleted)
        {
            await PersonalKey().Erase();
            await GrainFactory.GetGrain<ICustomerTotalsGrain>(State.Id.Value).Erase();
        }

        await Claim(key).Release(State.Id);
        EmailReleased released = new(key) { At = Now };
        if (State.Status == CustomerStatus.Deleted) Erase([released]);
        else Record([released]);
    }

    /// <summary>The key of the profile; null without one, so that no key is made for what does not exist.</summary>
    private ValueTask<PersonalKey?> FindKeyAsync() =>
        State.Status == CustomerStatus.Active ? MakeKeyAsync() : ValueTask.FromResult<PersonalKey?>(null);

    /// <summary>The key, made at the first need; null once it is destroyed.</summary>
    private async ValueTask<PersonalKey?> MakeKeyAsync()
    {
        if (State.Status == CustomerStatus.Deleted) _key = null;
        else if (_key is null && await PersonalKey().Get() is { IsOk: true } made) _key = made.Value;
        return _key;
    }

    private IPersonalKeyGrain PersonalKey() =>
        GrainFactory.GetGrain<IPersonalKeyGrain>(PrincipalId.For(State.Id).Value);

    private IEmailClaimGrain Claim(string key) => GrainFactory.GetGrain<IEmailClaimGrain>(key);
}

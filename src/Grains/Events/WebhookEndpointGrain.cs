using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// A webhook endpoint: the settings, and the delivery of events by <see cref="WebhookDispatch"/>. One loop runs at a
/// time; a call to advance while it runs waits for its end.
/// </summary>
[Reentrant]
[GrainType("webhook-endpoint")]
internal sealed class WebhookEndpointGrain(
    JournalGrainServices services,
    EventSender sender,
    WebhookDirectory directory,
    IOptions<EventOptions> options,
    RandomNumberGenerator random,
    OutletInstruments instruments,
    JitterSource jitter)
    : ShopGrain<WebhookState, WebhookEvent>(services), IWebhookEndpointGrain
{
    // One label for all, because endpoints come and go.
    private const string AllWebhooks = "webhook";

    private readonly IJournalStore _store = services.Store;
    private WebhookDispatch? _dispatch;

    // Null before the first delivery.
    private OutletLag? _lag;
    private Task _advancing = Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _lag?.Dispose();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<Result<WebhookEndpointSnapshot>> Create(
        OperationId operation, Caller caller, WebhookSettings settings)
    {
        if (State.Settings is null && await directory.IsFullAsync()) return WebhookErrors.TooMany;
        var position = await _store.ReadOutboxEndAsync();
        return await AnswerAsync<WebhookEndpointSnapshot>(
            WebhookRules.Create(
                State, operation, caller, settings, options.Value, WebhookRules.NewSecret(random), position, Now),
            static state => state.ToSnapshot());
    }

    public Task<Result<WebhookEndpointSnapshot>> Get(Caller caller) => AnswerAsync<WebhookEndpointSnapshot>(
        state => WebhookRules.CheckVisible(state, caller) is { } hidden ? hidden : state.ToSnapshot());

    public Task<Result<WebhookEndpointSnapshot>> Change(
        OperationId operation, Caller caller, WebhookSettings settings, VersionMatch match) =>
        AnswerAsync<WebhookEndpointSnapshot>(
            WebhookRules.Change(State, operation, caller, settings, match, options.Value, Now),
            static state => state.ToSnapshot());

    public Task<Result<WebhookEndpointSnapshot>> RotateSecret(OperationId operation, Caller caller) =>
        AnswerAsync<WebhookEndpointSnapshot>(
            WebhookRules.Rotate(State, operation, caller, WebhookRules.NewSecret(random), Now),
            static state => state.ToSnapshot());

    public Task<Result> Delete(Caller caller) => AnswerAsync(WebhookRules.Delete(State, caller, Now));

    public Task<Result<ImmutableArray<WebhookDelivery>>> Deliveries(Caller caller) =>
        AnswerAsync<ImmutableArray<WebhookDelivery>>(state => WebhookRules.CheckVisible(state, caller) is { } hidden
            ? hidden
            : state.Deliveries.Reverse().ToImmutableArray());

    public Task<Result<WebhookEndpointSnapshot>> Replay(OperationId operation, Caller caller, long from, long? to) =>
        AnswerAsync<WebhookEndpointSnapshot>(
            WebhookRules.Replay(State, operation, caller, from, to, Now),
            static state => state.ToSnapshot());

    public Task Advance()
    {
        if (_advancing.IsCompleted) _advancing = AdvanceAsync();
        return _advancing;
    }

    private async Task AdvanceAsync()
    {
        _lag ??= instruments.Observe(AllWebhooks);
        _dispatch ??= new(Journal, _store, sender, options.Value.Webhooks, jitter, _lag, Time);
        if (!State.IsActive) _lag.CaughtUp();

        // Durable page by page: after a crash one page is delivered again.
        while (State.IsActive && await _dispatch.DeliverPageAsync()) await WhenDurable();
        await WhenDurable();
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The shell around an order and its payment: mailbox, journal and clock. The logic is in <see cref="OrderAgent"/> and
/// <see cref="PaymentAgent"/>, each with its own part of the shared journal.
/// </summary>
[Reentrant, GrainType("order")]
internal sealed class OrderGrain(
    JournalGrainServices services,
    PaymentGateway gateway,
    IOptions<OrderOptions> options,
    IOptions<PaymentOptions> paymentOptions,
    PurchaseInstruments instruments,
    ILogger<OrderAgent> logger)
    : ShopGrain<PurchaseState, PurchaseEvent>(services), IOrderGrain, IClaimableOrder, IHostedPayment,
        IWakeable
{
    // Set on activation, before any call.
    private OrderAgent _order = null!;
    private PaymentAgent _payment = null!;

    // What the metrics know of this purchase; null until the activation has read its journal.
    private ObservedPurchase? _observed;

    protected override bool AnswersEarly => true;

    private OrderId Id => OrderId.Parse(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        var isPaymentOpen = PaymentSaga.Next(State.Payment, Now, paymentOptions.Value) is not null;
        _observed = instruments.Observe(State);
        var journal = new PurchaseJournal(
            Journal, isPaymentOpen, () => Now + options.Value.ResumeAfter, _observed.Change);
        _payment = new(
            State.Payment.Id, journal.Payment, gateway, Time, paymentOptions.Value, () => State.Token, WakeOrder);
        _order = new(
            Id, journal.Order, new GrainCheckoutCalls(Id, GrainFactory, _payment), Time, options.Value, logger);

        // An unfinished order continues on every activation. It reports its failures itself.
        if (State.Order is { IsPlaced: true, IsSettled: false }) WakeOrder();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _observed?.Dispose();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<Result<OrderSnapshot>> Place(PlaceOrder command)
    {
        var answer = await _order.PlaceAsync(command);

        // If another activation has placed this order, the cart is locked or empty because of it: that is no refusal.
        if (answer.IsRefused && !State.Order.IsPlaced) await WhenDurable();

        // Not after a repetition: if each of many repetitions ended its activation, the others would be forwarded until
        // Orleans rejects them.
        if (answer is { IsOk: true, Value.IsReplay: false }) LeaveIfSettled();
        return await WithBuyerAsync(answer);
    }

    public async Task<Result<OrderSnapshot>> Get(Caller caller) => await WithBuyerAsync(await _order.GetAsync(caller));

    public Task<Result<OrderTimeline>> GetTimeline(Caller caller, DateTimeOffset? asOf) =>
        _order.GetTimelineAsync(caller, asOf);

    public async Task<Result<OrderSnapshot>> Cancel(Caller caller) =>
        await WithBuyerAsync(await _order.CancelAsync(caller));

    public Task<Result<RefundSnapshot>> Refund(OperationId refund, Caller caller, RefundOrder command) =>
        _order.RefundAsync(refund, caller, command);

    public Task<Result<ShipmentSnapshot>> Ship(OperationId shipment, Caller caller, MakeShipment command) =>
        _order.HandleAsync(
            caller, Scopes.OrdersFulfil, state => AfterSaleRules.Ship(state, shipment, caller, command),
            state => state.FindShipment(shipment)!);

    public Task<Result<ShipmentSnapshot>> ChangeShipment(
        OperationId operation, Caller caller, OperationId shipment, ChangeShipment command) =>
        _order.HandleAsync(
            caller, Scopes.OrdersFulfil,
            state => AfterSaleRules.ChangeShipment(state, operation, caller, shipment, command),
            state => state.FindShipment(shipment)!);

    public Task<Result<ReturnSnapshot>> RequestReturn(OperationId operation, Caller caller, RequestReturn command) =>
        _order.HandleAsync(
            caller, null, state => AfterSaleRules.RequestReturn(state, operation, caller, command),
            state => state.FindReturn(AfterSaleRules.FindReturn(state, operation)!.Return)!);

    public Task<Result<ReturnSnapshot>> DecideReturn(Caller caller, ReturnId id, bool isApproved) =>
        _order.HandleAsync(
            caller, Scopes.OrdersFulfil, state => AfterSaleRules.DecideReturn(state, caller, id, isApproved),
            state => state.FindReturn(id)!);

    public async Task<Result<ReturnSnapshot>> ReceiveReturn(
        OperationId operation, Caller caller, ReturnId id, ReceiveReturn command)
    {
        if (command.IsRefunded && caller.May(Scopes.OrdersFulfil) && !caller.May(Scopes.RefundsCreate))
        {
            return AccessErrors.Forbidden(Scopes.RefundsCreate);
        }

        return await _order.HandleAsync(
            caller, Scopes.OrdersFulfil,
            state => AfterSaleRules.ReceiveReturn(state, operation, caller, id, command),
            state => state.FindReturn(id)!);
    }

    public async Task<Result<ReturnSnapshot>> GetReturn(Caller caller, ReturnId id)
    {
        var order = await _order.GetAsync(caller);
        if (order.IsRefused) return OrderErrors.ReturnNotFound;
        return order.Value.Returns.FirstOrDefault(one => one.Id == id) is { } found
            ? found
            : OrderErrors.ReturnNotFound;
    }

    public Task<Result<OrderNote>> AddNote(OperationId note, Caller caller, string text) =>
        _order.HandleAsync(
            caller, Scopes.OrdersFulfil, state => AfterSaleRules.AddNote(state, note, caller, text),
            state => state.Notes.First(known => known.Id == note));

    public Task<Result<PaymentSnapshot>> Check(OperationId operation, Caller caller, CheckPayment command) =>
        _payment.CheckAsync(operation, caller, command);

    public Task<Result<PaymentSnapshot>> Decide(OperationId operation, Caller caller, DecidePayment command) =>
        _payment.DecideAsync(operation, caller, command);

    public async Task<Result> HandleWebhook(Caller caller, PaymentWebhook webhook) =>
        caller.Kind == CallerKind.Provider ? await _payment.HandleWebhookAsync(webhook) : PaymentErrors.NotFound;

    public Task<Result<PaymentSnapshot>> GetPayment(Caller caller) =>
        _payment.GetAsync(caller, State.Order.IsPlaced ? State.Order.Owner : null);

    public async Task<Result> Claim(CustomerId customer)
    {
        var (order, owner) = (State.Order, PrincipalId.For(customer));
        if (order is not { Phase: OrderPhase.Confirmed, Placed.Caller: { Kind: CallerKind.Guest } guest })
        {
            return OrderErrors.NotFound;
        }

        if (order.Claim is not null || order.Placed.Buyer is not { } sealedBuyer)
        {
            return await _order.ClaimAsync(owner, null);
        }

        // Before the customer's name is on the order: an erasure must find the guest's key, too.
        var key = await GrainFactory.GetGrain<IPersonalKeyGrain>(owner.Value).Adopt(guest.Id);
        if (key.IsRefused) return key.Error;
        var buyer = await SealedBuyer.ReadAsync(GrainFactory, guest.Id, sealedBuyer);
        return await _order.ClaimAsync(owner, buyer is null ? null : SealedBuyer.Seal(key.Value, buyer));
    }

    public async Task Wake()
    {
        // An open order itself asks its payment; otherwise the rest is the payment's own work, such as
        // refunding a late capture.
        await _order.WakeAsync();
        await _payment.WakeAsync();
        LeaveIfSettled();
    }

    private async Task<Result<OrderSnapshot>> WithBuyerAsync(Result<OrderSnapshot> answer) =>
        answer is { IsOk: true, Value: { SealedBuyer: { } buyer } order }
            ? order with { Buyer = await SealedBuyer.ReadAsync(GrainFactory, order.Owner, buyer) }
            : answer;

    private void WakeOrder() => _order.WakeAsync().Ignore();

    // Most settled orders are never used again.
    private void LeaveIfSettled()
    {
        if (Journal.IsUsable && State.Order.IsSettled && _payment.IsIdle) DeactivateOnIdle();
    }
}

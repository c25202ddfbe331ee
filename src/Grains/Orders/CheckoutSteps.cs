using System.Collections.Immutable;
using System.Globalization;

namespace ShopActors;

/// <summary>
/// Makes the calls of one step and returns the outcome as events; none if the outcome is unknown or the step not
/// finished, so that it is retried.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="options">How long an order waits.</param>
/// <param name="time">The clock.</param>
internal sealed class CheckoutSteps(ICheckoutCalls calls, OrderOptions options, TimeProvider time)
{
    private OrderEvent.OrderPlaced? _placed;
    private ImmutableArray<(Sku Sku, int Quantity)> _demand;
    private ImmutableArray<(string Counter, long Limit)> _uses;

    public Task<ImmutableArray<OrderEvent>> PerformAsync(OrderStep step, OrderState state) => step switch
    {
        OrderStep.LockCart => LockCartAsync(state.Placed!),
        OrderStep.Reserve => ReserveAsync(state),
        OrderStep.Authorise => AuthoriseAsync(state),
        OrderStep.Capture => CaptureAsync(state),
        OrderStep.Finish => FinishAsync(state),
        OrderStep.Release => ReleaseAsync(state),
        OrderStep.Void => VoidAsync(state),
        OrderStep.UnlockCart => UnlockCartAsync(state.Placed!),
        OrderStep.Refund => RefundAsync(state),
        OrderStep.Restock => RestockAsync(state),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The step makes no call."),
    };

    private async Task<ImmutableArray<OrderEvent>> LockCartAsync(OrderEvent.OrderPlaced placed)
    {
        var locked = await calls.LockCartAsync(placed);
        if (locked.IsRefused) return GiveUp(CancelReason.CartUnavailable, ("cause", PublicName.Of(locked.Error.Code)));

        // The lock checks the cart's version; between reading and locking only a price can have changed.
        return placed.Total == locked.Value.Total &&
            OrderRules.AreSame(placed.Lines, OrderRules.ToLines(locked.Value.Lines))
            ? [new OrderEvent.CartLocked()]
            : GiveUp(
                CancelReason.PriceChanged,
                ("expected", Text(placed.Total.MinorUnits)), ("actual", Text(locked.Value.Total.MinorUnits)),
                ("currency", placed.Total.Currency.Value));
    }

    /// <summary>
    /// Reserves the SKUs one by one in a global order, so that of two orders that want the last units of the same two
    /// SKUs one gets both. After the first refusal it only reads the stock, to list all shortages.
    /// </summary>
    private async Task<ImmutableArray<OrderEvent>> ReserveAsync(OrderState state)
    {
        var buyer = state.Placed!.Caller.Id;
        var shortages = new List<string>();
        ShopError? refusal = null;
        foreach (var (sku, quantity) in DemandOf(state))
        {
            if (refusal is null)
            {
                var hold = await calls.TakeAsync(sku, quantity, buyer);
                if (hold.IsOk) continue;
                refusal = hold.Error;
                shortages.Add($"{sku}:{quantity}:{hold.Error.Details.GetValueOrDefault("available", "0")}");
            }
            else
            {
                var stock = await calls.ReadStockAsync(sku, buyer);
                var available = stock.IsOk ? stock.Value.Available : 0;
                if (available < quantity)
                {
                    shortages.Add(string.Create(CultureInfo.InvariantCulture, $"{sku}:{quantity}:{available}"));
                }
            }
        }

        // Each shortage is sku:requested:available; a SKU contains no colon.
        if (refusal is not null)
        {
            return GiveUp(CancelReason.InsufficientStock, ("lines", string.Join(',', shortages)));
        }

        foreach (var (counter, limit) in UsesOf(state))
        {
            if ((await calls.TakeUseAsync(counter, limit)).IsRefused) return GiveUp(CancelReason.CouponExhausted);
        }

        return [new OrderEvent.StockReserved()];
    }

    private async Task<ImmutableArray<OrderEvent>> AuthoriseAsync(OrderState state)
    {
        if (state.IsFree) return [new OrderEvent.PaymentAuthorised()];
        var payment = await calls.AuthoriseAsync(state.Placed!);
        if (payment.IsRefused)
        {
            return GiveUp(CancelReason.PaymentDeclined, ("declineCode", PublicName.Of(payment.Error.Code)));
        }

        return payment.Value.Status switch
        {
            // Methods that cannot be authorised first have taken the money.
            PaymentStatus.Authorised or PaymentStatus.Captured =>
                [new OrderEvent.PaymentAuthorised { Retries = RetriesOf(payment.Value) }],
            PaymentStatus.Authorising => Uncertain(state, payment.Value, PaymentStatus.Authorising),
            PaymentStatus.RequiresAction when state.AwaitsPayer => [],
            PaymentStatus.RequiresAction =>
            [
                new OrderEvent.PayerActionRequired
                {
                    Url = payment.Value.ActionUrl!,
                    Until = time.Now() + options.PayerTimeLimit,
                },
            ],
            PaymentStatus.Processing => state.IsProcessing ? [] : await AwaitPaymentAsync(state.Placed!),
            PaymentStatus.Voiding or PaymentStatus.Voided =>
                GiveUp(CancelReason.PaymentDeclined, ("declineCode", "authorisation_mismatch")),
            _ => GiveUp(CancelReason.PaymentDeclined, ("declineCode", payment.Value.DeclineCode ?? "declined")),
        };
    }

    /// <summary>
    /// The order waits for days, so it keeps its units and gives the cart back; a payment that fails does not bring
    /// the lines back.
    /// </summary>
    private async Task<ImmutableArray<OrderEvent>> AwaitPaymentAsync(OrderEvent.OrderPlaced placed)
    {
        if ((await calls.ClearCartAsync(placed.Cart)).IsRefused) return [];
        return
        [
            new OrderEvent.PaymentProcessing { Until = time.Now() + options.ProcessingTimeLimit },
            new OrderEvent.CartCleared(),
        ];
    }

    private async Task<ImmutableArray<OrderEvent>> CaptureAsync(OrderState state)
    {
        if (state.IsFree) return [new OrderEvent.PaymentCaptured { Amount = state.Placed!.Total }];
        var payment = await calls.CaptureAsync(state.Placed!.Total);
        if (payment is { IsOk: true, Value.Status: PaymentStatus.Captured })
        {
            return
            [
                new OrderEvent.PaymentCaptured
                {
                    Amount = payment.Value.Captured,
                    Retries = RetriesOf(payment.Value),
                },
            ];
        }

        if (payment.IsRefused) return Unclear(state, PaymentStatus.Capturing);
        return payment.Value.CaptureRefused
            ? GiveUp(CancelReason.CaptureRefused, ("declineCode", payment.Value.DeclineCode ?? "refused"))
            : Uncertain(state, payment.Value, PaymentStatus.Capturing);
    }

    /// <summary>For the timeline; null, which costs nothing in the journal, if the provider answered at once.</summary>
    private static int? RetriesOf(PaymentSnapshot payment) => payment.Retries > 0 ? payment.Retries : null;

    /// <summary>After the pivot no refusal is final: the money is captured, so the goods are owed.</summary>
    private async Task<ImmutableArray<OrderEvent>> FinishAsync(OrderState state)
    {
        var clearing = state.IsCleared ? Task.FromResult(Result.Ok) : calls.ClearCartAsync(state.Placed!.Cart);
        var committing = state.IsCommitted
            ? Task.FromResult<Result<HoldSnapshot>[]>([])
            : ForEachAsync(DemandOf(state), calls.CommitAsync);
        var numbering = state.Number is { } known ? Task.FromResult(known) : calls.NumberAsync();
        await BothAsync(clearing, BothAsync(committing, numbering));
        if (state.NeedsFiling) await calls.FileAsync(state.Placed!);
        var events = ImmutableArray.CreateBuilder<OrderEvent>();
        var isSold = !state.IsCommitted && (await committing).All(hold => hold.IsOk);
        if (isSold && await EndUsesAsync(state, calls.KeepUseAsync))
        {
            events.Add(new OrderEvent.StockCommitted());
        }

        if (!state.IsCleared && (await clearing).IsOk) events.Add(new OrderEvent.CartCleared());
        if (state.NeedsFiling) events.Add(new OrderEvent.GuestOrderFiled());
        if (state.Number is null) events.Add(new OrderEvent.Numbered { Number = await numbering });
        return events.ToImmutable();
    }

    private async Task<ImmutableArray<OrderEvent>> VoidAsync(OrderState state)
    {
        if (state.IsFree) return [new OrderEvent.PaymentVoided { Status = PaymentStatus.Voided }];
        var payment = await calls.VoidAsync();
        return payment switch
        {
            { IsOk: true, Value.Status: PaymentStatus.Voided or PaymentStatus.Declined or PaymentStatus.Refunded } =>
            [
                new OrderEvent.PaymentVoided { Status = payment.Value.Status, Retries = RetriesOf(payment.Value) },
            ],
            { IsOk: true, Value.Status: PaymentStatus.Processing } when state.Payment == PaymentStatus.Processing => [],
            { IsOk: true } => Uncertain(state, payment.Value, payment.Value.Status),
            _ => [],
        };
    }

    /// <summary>
    /// Releases every SKU that was ever requested, reserved or not: the release refuses a reservation that
    /// arrives later.
    /// </summary>
    private async Task<ImmutableArray<OrderEvent>> ReleaseAsync(OrderState state)
    {
        var holds = await ForEachAsync(DemandOf(state), calls.ReleaseAsync);
        return holds.All(hold => hold.IsOk) && await EndUsesAsync(state, calls.GiveBackUseAsync)
            ? [new OrderEvent.StockReleased()]
            : [];
    }

    private async Task<bool> EndUsesAsync(OrderState state, Func<string, Task<Result>> end)
    {
        foreach (var (counter, _) in UsesOf(state))
        {
            if ((await end(counter)).IsRefused) return false;
        }

        return true;
    }

    private ImmutableArray<(Sku Sku, int Quantity)> DemandOf(OrderState state)
    {
        Follow(state);
        return _demand;
    }

    private ImmutableArray<(string Counter, long Limit)> UsesOf(OrderState state)
    {
        Follow(state);
        return _uses;
    }

    /// <summary>What an order wants never changes, and several steps use it.</summary>
    private void Follow(OrderState state)
    {
        if (ReferenceEquals(_placed, state.Placed)) return;
        (_placed, _demand, _uses) = (state.Placed, state.Demand(), UseCounters.Of(state.Placed!));
    }

    /// <summary>
    /// Completes when both have, like WhenAll, but a grain's answer continues in this grain's turn directly instead of
    /// through the thread pool.
    /// </summary>
    private static async Task BothAsync(Task first, Task second)
    {
        try
        {
            await first;
        }
        finally
        {
            await second;
        }
    }

    private static async Task<Result<HoldSnapshot>[]> ForEachAsync(
        ImmutableArray<(Sku Sku, int Quantity)> demand, Func<Sku, Task<Result<HoldSnapshot>>> call)
    {
        if (demand is [var only]) return [await call(only.Sku)];

        return await Task.WhenAll(demand.Select(wanted => call(wanted.Sku)));
    }

    private async Task<ImmutableArray<OrderEvent>> UnlockCartAsync(OrderEvent.OrderPlaced placed) =>
        (await calls.UnlockCartAsync(placed.Cart)).IsOk ? [new OrderEvent.CartUnlocked()] : [];

    /// <summary>Requests each open refund, so that one that waits for a decision does not delay the others.</summary>
    private async Task<ImmutableArray<OrderEvent>> RefundAsync(OrderState state)
    {
        var awaitsDecision = false;
        foreach (var wanted in state.Refunds.Where(refund => refund.Status == RefundStatus.Pending))
        {
            var payment = await calls.RefundAsync(wanted.Id, wanted.Amount);
            if (payment.IsRefused) return Settled(wanted.Id, RefundStatus.Refused, PublicName.Of(payment.Error.Code));

            var refund = payment.Value.Refunds.FirstOrDefault(r => r.Id == wanted.Id);
            if (refund is { Status: not RefundStatus.Pending }) return Settled(wanted.Id, refund.Status, refund.Code);

            awaitsDecision = payment.Value.AwaitsDecision;
        }

        return awaitsDecision ? [new OrderEvent.ReviewNeeded()] : [];
    }

    private async Task<ImmutableArray<OrderEvent>> RestockAsync(OrderState state)
    {
        var back = state.NextRestock!;
        var units = back.Lines
            .GroupBy(line => state.Placed!.Lines[line.Line - 1].Sku, line => line.Restock)
            .Select(group => (Sku: group.Key, Quantity: group.Sum())).Where(group => group.Quantity > 0);
        foreach (var (sku, quantity) in units)
        {
            // A SKU that is no longer kept has no stock to put them into.
            var put = await calls.PutBackAsync(new($"{back.Id.Value}/{sku}"), sku, quantity);
            if (put.IsRefused && put.Error.Code != ErrorCode.SkuNotFound) return [];
        }

        return [new OrderEvent.ReturnRestocked { Return = back.Id }];
    }

    private static ImmutableArray<OrderEvent> Settled(OperationId refund, RefundStatus status, string? code) =>
        [new OrderEvent.RefundSettled { Refund = refund, Status = status, Code = code }];

    // An order whose cancellation was requested meanwhile keeps that reason, so this event may come too late.
    private static ImmutableArray<OrderEvent> GiveUp(
        CancelReason reason, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var facts = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in details) facts[name] = value;
        return [new OrderEvent.CompensationStarted { Reason = reason, Details = facts.ToImmutable() }];
    }

    private static ImmutableArray<OrderEvent> Uncertain(
        OrderState state, PaymentSnapshot payment, PaymentStatus status) =>
        payment.AwaitsDecision ? [new OrderEvent.ReviewNeeded()]
        : Unclear(state, status);

    private static ImmutableArray<OrderEvent> Unclear(OrderState state, PaymentStatus status) =>
        state.IsPaymentUncertain ? [] : [new OrderEvent.PaymentUncertain { Status = status }];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

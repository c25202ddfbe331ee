using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The steps of an order.</summary>
internal enum OrderStep
{
    LockCart = 1,
    Reserve,
    Authorise,
    BeginCapture,
    Capture,
    Finish,
    Confirm,
    BeginCompensation,
    Release,
    Void,
    UnlockCart,
    Cancel,
    Refund,
    Restock,
}

/// <summary>
/// The order's saga, pure: the next step follows from the state alone, so continuing after a crash is the normal case.
/// docs/design/checkout-saga.md describes each step and its crashes.
/// </summary>
internal static class OrderSaga
{
    public static OrderStep? Next(OrderState state, DateTimeOffset now) => state.Phase switch
    {
        OrderPhase.Preparing when IsGivenUp(state, now) => OrderStep.BeginCompensation,
        OrderPhase.Preparing when !state.IsCartLocked => OrderStep.LockCart,
        OrderPhase.Preparing when !state.IsReserved => OrderStep.Reserve,
        OrderPhase.Preparing when state.Payment != PaymentStatus.Authorised => OrderStep.Authorise,
        OrderPhase.Preparing => OrderStep.BeginCapture,
        OrderPhase.Capturing => OrderStep.Capture,
        OrderPhase.Finishing when !state.IsCommitted || !state.IsCleared || state.Number is null || state.NeedsFiling =>
            OrderStep.Finish,
        OrderPhase.Finishing => OrderStep.Confirm,

        // A compensating order has captured nothing and never will, so its goods are released at once, even while the
        // fate of the authorisation is unknown. The cart stays locked: another checkout would authorise again.
        OrderPhase.Compensating when !state.IsReleased => OrderStep.Release,
        OrderPhase.Compensating when !state.IsVoided => OrderStep.Void,
        OrderPhase.Compensating when !state.IsUnlocked => OrderStep.UnlockCart,
        OrderPhase.Compensating => OrderStep.Cancel,
        OrderPhase.Confirmed when state.NextRestock is not null => OrderStep.Restock,
        OrderPhase.Confirmed when !state.IsSettled => OrderStep.Refund,
        _ => null,
    };

    /// <summary>The reason to give up an order that is preparing and has no refusal.</summary>
    public static OrderEvent.CompensationStarted GiveUp(OrderState state) => new()
    {
        Reason = state.IsCancelRequested ? CancelReason.Requested
            : state.AwaitsPayer || state.IsProcessing ? CancelReason.PaymentDeclined
            : CancelReason.DeadlineExceeded,
        Details = state switch
        {
            { IsCancelRequested: true } => ImmutableDictionary<string, string>.Empty,
            { AwaitsPayer: true } => Code(PaymentSaga.NotConfirmed),
            { IsProcessing: true } => Code(PaymentSaga.NotSettled),
            _ => ImmutableDictionary<string, string>.Empty,
        },
    };

    private static bool IsGivenUp(OrderState state, DateTimeOffset now) =>
        state.IsCancelRequested ||
        now >= (state.ProcessingUntil ?? state.PayerAction?.Until ?? state.Placed!.Deadline);

    private static ImmutableDictionary<string, string> Code(string code) =>
        ImmutableDictionary<string, string>.Empty.Add("declineCode", code);
}

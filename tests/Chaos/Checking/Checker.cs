using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>One broken promise, with the evidence.</summary>
internal sealed record Violation(string Invariant, string Evidence)
{
    public override string ToString() => $"{Invariant}: {Evidence}";
}

/// <summary>
/// Judges a run by the promises that can be seen from outside. It takes a history at rest; what holds at any time
/// (I1, I3, I5, I7) is checked on the samples and on every prefix of the provider's log as well.
/// </summary>
internal static class Checker
{
    private static readonly (string Name, Func<History, IEnumerable<string>> Check)[] _invariants =
    [
        ("I1 stock conservation", StockInvariants.Conservation),
        ("I2 reservation sums", StockInvariants.ReservationSums),
        ("I3 no oversell", StockInvariants.NoOversell),
        ("I4 no stranded stock", StockInvariants.NoStrandedStock),
        ("I5 no double charge", PaymentInvariants.NoDoubleCharge),
        ("I6 payment and order match", PaymentInvariants.Bijection),
        ("I7 refund bound", PaymentInvariants.RefundBound),
        ("I8 books balance", PaymentInvariants.BooksBalance),
        ("I9 no acknowledged write lost", WriteInvariants.NothingLost),
        ("I10 carts linearizable", WriteInvariants.CartsLinearizable),
        ("I11 every order ends", OrderInvariants.Liveness),
        ("I12 legal state machine", OrderInvariants.LegalTransitions),
        ("I13 idempotent replay", ClientInvariants.IdempotentReplay),
        ("I14 events complete and in order", OrderInvariants.CompleteTimeline),
        ("I15 price integrity", OrderInvariants.PriceIntegrity),
        ("I16 ownership", ClientInvariants.Ownership),
        ("I17 single writer", ClientInvariants.SingleWriter),
        ("I18 rejected means not executed", ClientInvariants.RejectedNotExecuted),
        ("I19 webhook convergence", PaymentInvariants.Convergence),
        ("I22 events heard", EventInvariants.Heard),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. _invariants.Select(invariant => invariant.Name)];

    public static IReadOnlyList<Violation> Check(History history) =>
        [.. _invariants
            .SelectMany(invariant => invariant.Check(history).Select(text => new Violation(invariant.Name, text)))];
}

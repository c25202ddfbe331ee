using System.Text;
using CsCheck;

namespace ShopActors.Grains.Tests.Payments;

/// <summary>Random commands, webhooks and answers of the provider, in any order.</summary>
public sealed class PaymentPropertyTests
{
    private static readonly Gen<string> Keys =
        Gen.OneOf(PaymentKeys.Capture(PaymentDriver.Id), PaymentKeys.Authorisation(PaymentDriver.Id));

    private static readonly Gen<PaymentOperation> Operations = Gen.Frequency<PaymentOperation>(
        (2, Gen.Const(new PaymentOperation("authorise", payment => payment.Authorise()))),
        (1, Gen.Const(new PaymentOperation("capture", payment => payment.Capture()))),
        (1, Gen.Int[1, 2_999].Select(amount => new PaymentOperation(
            $"capture {amount}", payment => payment.Capture(new Money(amount, Currency.Eur))))),
        (2, Gen.Const(new PaymentOperation("void", payment => payment.Void()))),
        (2, Gen.Select(Gen.Int[0, 59], Gen.Int[1, 899], (id, amount) => new PaymentOperation(
            $"refund {amount} as r{id}", payment => payment.Refund($"r{id}", amount)))),
        (2, Gen.Select(Gen.Int[0, 98], Keys, (id, key) => new PaymentOperation(
            $"webhook e{id} of {key}", payment => payment.Webhook($"e{id}", key)))),
        (6, Gen.Enum<ProviderOutcome>().Select(outcome => new PaymentOperation($"answer {outcome}", payment =>
        {
            if (payment.Next() is not null) payment.Answer(outcome);
        }))));

    [Fact]
    public Task Payment_RandomCommandsAndAnswers_NeverOwesMoreThanItTook() =>
        Operations.Array[Gen.Frequency<int>((1, Gen.Int[0, 20]), (4, Gen.Int[0, 800]))].SampleRepeatablyAsync(
            cases: 50,
            operations =>
            {
                var payment = new PaymentDriver();
                foreach (var operation in operations)
                {
                    operation.Run(payment);
                    Assert.InRange(payment.State.RefundingUnits, 0, payment.State.CapturedUnits);
                    Assert.InRange(payment.State.RefundedUnits, 0, payment.State.RefundingUnits);
                }

                AssertJournalIsThePayment(payment);
            });

    private static void AssertJournalIsThePayment(PaymentDriver payment)
    {
        var folded = payment.Journal
            .Select(e => PurchaseState.Codec.DecodeEvent(PurchaseState.Codec.EncodeEvent(e).Span))
            .Aggregate(PurchaseState.For(PaymentDriver.Order), (state, e) => state.Apply(e)).Payment;
        Assert.Equal(Text(payment.State), Text(folded));
        Assert.Equal(
            Text(payment.State), Text(PurchaseState.Codec.DecodeState(Stored(payment.State).Span).Payment));
    }

    private static string Text(PaymentState state) => Encoding.UTF8.GetString(Stored(state).Span);

    private static ReadOnlyMemory<byte> Stored(PaymentState state) =>
        PurchaseState.Codec.EncodeState(PurchaseState.For(PaymentDriver.Order) with { Payment = state });

    private sealed record PaymentOperation(string Name, Action<PaymentDriver> Run)
    {
        public override string ToString() => Name;
    }
}

using System.Runtime.CompilerServices;
using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// The simulated provider in the shop's own process: the same engine without a network, and its books in the shop's own
/// store.
/// </summary>
internal sealed class SimulatedPaymentProvider(SimulatorEngine engine, FailureLab lab) : IPaymentProvider
{
    private static ProviderAnswer Away => ProviderAnswer.Unknown("away");

    public bool WritesToTheShopsStore => true;

    public async Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        if (lab.IsAway) return Away;

        var operation = new Operation(
            (OperationKind)request.Operation, request.Key, request.Payment.Value, request.Order.Value,
            request.Amount.MinorUnits, request.Amount.Currency.Value, lab.TokenFor(request.Token),
            request.ReturnUrl?.OriginalString);
        try
        {
            var entry = await engine.ExecuteAsync(operation, cancellationToken, request.Generation)
                .ConfigureAwait(false);
            return entry is null ? ProviderAnswer.Unknown("lost") : ToAnswer(entry);
        }
        catch (JournalStoreException)
        {
            return ProviderAnswer.Unknown("provider_failure");
        }
    }

    public async Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken)
    {
        if (lab.IsAway) return Away;

        try
        {
            var entry = await engine.FindAsync(lookup.Key, cancellationToken).ConfigureAwait(false);
            return entry is null ? new ProviderAnswer { Outcome = ProviderOutcome.NotFound } : ToAnswer(entry);
        }
        catch (JournalStoreException)
        {
            return ProviderAnswer.Unknown("provider_failure");
        }
    }

    public async IAsyncEnumerable<ProviderCharge> ReadChargesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in engine.ReadAsync(after: null, cancellationToken).ConfigureAwait(false))
        {
            yield return ToCharge(record.Charge!);
        }
    }

    private static ProviderCharge ToCharge(Charge charge) => new()
    {
        Payment = PaymentId.Parse(charge.Payment),
        Order = OrderId.Parse(charge.Order),
        Currency = Currency.Parse(charge.Currency),
        Authorised = charge.Authorised,
        Captured = charge.Captured,
        Refunded = charge.Refunded,
        Captures = charge.Captures,
        Voided = charge.Voided,
    };

    private static ProviderAnswer ToAnswer(LogEntry entry) => new()
    {
        Outcome = entry.Outcome switch
        {
            OperationOutcome.Succeeded => ProviderOutcome.Succeeded,
            OperationOutcome.Declined => ProviderOutcome.Declined,
            OperationOutcome.ActionRequired => ProviderOutcome.ActionRequired,
            OperationOutcome.Processing => ProviderOutcome.Processing,
            _ => ProviderOutcome.Refused,
        },
        Operation = (ProviderOperation)entry.Kind,
        Amount = new Money(entry.Amount, Currency.Parse(entry.Currency)),
        Reference = entry.Reference,
        Code = entry.Code,
        ActionUrl = entry.ActionUrl,
    };
}

using System.Runtime.CompilerServices;
using ShopActors.PaymentSimulator;

namespace ShopActors.Hosting;

/// <summary>
/// The simulated provider in the shop's own process: the same engine and the same log, without a network.
/// </summary>
internal sealed class SimulatedPaymentProvider(SimulatorEngine engine) : IPaymentProvider
{
    public async Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        var operation = new Operation(
            (OperationKind)request.Operation, request.Key, request.Payment.Value, request.Order.Value,
            request.Amount.MinorUnits, request.Amount.Currency.Value, request.Token);
        try
        {
            var entry = await engine.ExecuteAsync(operation, cancellationToken).ConfigureAwait(false);
            return entry is null ? ProviderAnswer.Unknown("lost") : ToAnswer(entry);
        }
        catch (IOException)
        {
            return ProviderAnswer.Unknown("provider_failure");
        }
    }

    public async Task<ProviderAnswer> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await engine.FindAsync(key, cancellationToken).ConfigureAwait(false);
            return entry is null ? new ProviderAnswer { Outcome = ProviderOutcome.NotFound } : ToAnswer(entry);
        }
        catch (IOException)
        {
            return ProviderAnswer.Unknown("provider_failure");
        }
    }

    public async IAsyncEnumerable<ProviderCharge> ReadChargesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var charge in engine.CopyCharges())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ProviderCharge
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
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static ProviderAnswer ToAnswer(LogEntry entry) => new()
    {
        Outcome = entry.Outcome switch
        {
            OperationOutcome.Succeeded => ProviderOutcome.Succeeded,
            OperationOutcome.Declined => ProviderOutcome.Declined,
            _ => ProviderOutcome.Refused,
        },
        Operation = (ProviderOperation)entry.Kind,
        Amount = new Money(entry.Amount, Currency.Parse(entry.Currency)),
        Reference = entry.Reference,
        Code = entry.Code,
    };
}

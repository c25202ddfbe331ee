using System.Runtime.CompilerServices;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The shop's payments beside the provider's records of them, read without activating grains.</summary>
internal sealed class PaymentBooks(IJournalStore store, IPaymentProvider provider)
{
    /// <summary>
    /// Merges the two sorted streams, so that neither has to be in memory. Throws what the provider's client throws
    /// when its records cannot be read.
    /// </summary>
    public async IAsyncEnumerable<PaymentMatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var payments = ReadPaymentsAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var charges = provider.ReadChargesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasPayment = await payments.MoveNextAsync();
        var hasCharge = await charges.MoveNextAsync();
        while (hasPayment || hasCharge)
        {
            var order = !hasPayment ? 1 : !hasCharge ? -1
                : string.CompareOrdinal(payments.Current.Id.Value, charges.Current.Payment.Value);
            yield return (order <= 0 ? payments.Current : new(charges.Current.Payment, null)) with
            {
                Charge = order >= 0 ? charges.Current : null,
            };
            if (order <= 0) hasPayment = await payments.MoveNextAsync();
            if (order >= 0) hasCharge = await charges.MoveNextAsync();
        }
    }

    /// <summary>
    /// Reads both sides of a payment once more: they were read at different times. Null if the payment has changed
    /// since, so that a difference proves nothing.
    /// </summary>
    public async Task<PaymentMatch?> ReadAgainAsync(PaymentMatch match, CancellationToken cancellationToken)
    {
        var now = await OrderJournals.ReadPaymentAsync(store, match.Id, cancellationToken);
        if (now?.Version != match.Payment?.Version) return null;
        if (now is null) return match;
        return match with { Payment = now, Charge = await RefreshAsync(now, match.Charge, cancellationToken) };
    }

    private async IAsyncEnumerable<PaymentMatch> ReadPaymentsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var journal in OrderJournals.ListAsync(store, cancellationToken))
        {
            var id = PaymentId.For(OrderJournals.ToOrder(journal));
            PaymentMatch read;
            try
            {
                read = new(id, await OrderJournals.ReadPaymentAsync(store, id, cancellationToken));
            }
            catch (Exception e) when (e is InvalidOperationException or JournalStoreException)
            {
                // One unreadable journal must not hide the others.
                read = new(id, null) { IsUnreadable = true };
            }

            if (read.IsUnreadable || read.Payment is not null) yield return read;
        }
    }

    /// <summary>The provider's record with its current answer for each operation that the shop knows.</summary>
    private async Task<ProviderCharge> RefreshAsync(
        PaymentState payment, ProviderCharge? charge, CancellationToken cancellationToken)
    {
        var capture = await FindAsync(PaymentKeys.Capture(payment.Id));
        var refunded = 0L;
        foreach (var refund in payment.Refunds)
        {
            var answer = await FindAsync(refund.Key);
            if (answer is { Outcome: ProviderOutcome.Succeeded, Amount: { } amount }) refunded += amount.MinorUnits;
        }

        var isVoided = payment.Void is { HasSucceeded: true } voided &&
            (await FindAsync(voided.Key)).Outcome == ProviderOutcome.Succeeded;
        var captured = capture is { Outcome: ProviderOutcome.Succeeded, Amount: { } taken } ? taken.MinorUnits : 0;
        return new()
        {
            Payment = payment.Id,
            Order = charge?.Order ?? payment.Order ?? default,
            Currency = charge?.Currency ?? payment.Amount?.Currency ?? Currency.Eur,
            Captured = Math.Max(charge?.Captured ?? 0, captured),
            Refunded = Math.Max(charge?.Refunded ?? 0, refunded),
            Authorised = Math.Max(charge?.Authorised ?? 0, captured),
            Captures = charge?.Captures ?? 0,
            Voided = charge?.Voided == true || isVoided,
        };

        Task<ProviderAnswer> FindAsync(string key) => provider.FindAsync(
            new()
            {
                Key = key,
                Payment = payment.Id,
                Operation = PaymentKeys.OperationOf(key),
                Authorisation = payment.Authorisation?.Reference,
            },
            cancellationToken);
    }
}

/// <summary>A payment as both sides know it.</summary>
/// <param name="Id">The payment.</param>
/// <param name="Payment">The shop's; null if it has none, or it cannot be read.</param>
internal sealed record PaymentMatch(PaymentId Id, PaymentState? Payment)
{
    /// <summary>The provider's; null if it has none.</summary>
    public ProviderCharge? Charge { get; init; }

    /// <summary>Whether the shop's journal cannot be read.</summary>
    public bool IsUnreadable { get; init; }
}

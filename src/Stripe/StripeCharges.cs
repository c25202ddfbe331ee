using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Stripe;

namespace ShopActors.Stripe;

/// <summary>
/// Stripe's record of the shop's payments. Stripe lists by time and the port asks for the order of payment ids, so they
/// are sorted in between (<see cref="SortedCharges"/>).
/// </summary>
internal sealed class StripeCharges(StripeClient client)
{
    private const long PageMax = 100;

    // Stripe allows about 100 requests a second for the whole account, and a long list takes many.
    private static readonly ResiliencePipeline Patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = static arguments => ValueTask.FromResult(Busy(arguments.Outcome.Exception) is not null),
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            BackoffType = DelayBackoffType.Exponential,
            DelayGenerator = static arguments =>
                ValueTask.FromResult(Busy(arguments.Outcome.Exception)?.RetryAfter),
        })
        .Build();

    public async IAsyncEnumerable<ProviderCharge> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var sorted = new SortedCharges();
        var options = new PaymentIntentListOptions { Limit = PageMax, Expand = ["data.latest_charge"] };
        while (true)
        {
            var page = await ReadPageAsync(options, cancellationToken).ConfigureAwait(false);
            foreach (var intent in page.Data)
            {
                if (await ToChargeAsync(intent, cancellationToken).ConfigureAwait(false) is { } charge)
                {
                    sorted.Add(charge);
                }
            }

            if (!page.HasMore || page.Data.Count == 0) break;
            options.StartingAfter = page.Data[^1].Id;
        }

        foreach (var charge in sorted.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return charge;
        }
    }

    /// <summary>The charge of an intent; null if the intent is not the shop's.</summary>
    private async Task<ProviderCharge?> ToChargeAsync(PaymentIntent intent, CancellationToken cancellationToken)
    {
        var metadata = intent.Metadata;
        if (metadata is null || !PaymentId.TryParse(metadata.GetValueOrDefault(StripeMetadata.Payment), out var id) ||
            !OrderId.TryParse(metadata.GetValueOrDefault(StripeMetadata.Order), out var order))
        {
            return null;
        }

        // An authorised charge has succeeded, captured or not.
        var charge = intent.LatestCharge is { Status: "succeeded" } latest ? latest : null;
        var refunded = 0L;
        if (charge is not null && intent.AmountReceived > 0)
        {
            // Stripe may count what a partial capture left over as refunded.
            refunded = intent.AmountReceived == charge.Amount
                ? charge.AmountRefunded
                : await SumRefundsAsync(intent.Id, cancellationToken).ConfigureAwait(false);
        }

        var authorised = Amount(charge?.Amount ?? 0, intent);
        return new()
        {
            Payment = id,
            Order = order,
            Currency = authorised.Currency,
            Authorised = authorised.MinorUnits,
            Captured = Amount(intent.AmountReceived, intent).MinorUnits,
            Refunded = Amount(refunded, intent).MinorUnits,
            Captures = intent.AmountReceived > 0 ? 1 : 0,
            Voided = intent.Status == StripeRules.Canceled,
        };
    }

    private async Task<long> SumRefundsAsync(string intent, CancellationToken cancellationToken)
    {
        var sum = 0L;
        var options = new RefundListOptions { PaymentIntent = intent, Limit = PageMax };
        while (true)
        {
            var page = await GuardAsync(
                token => client.V1.Refunds.ListAsync(options, null, token), cancellationToken)
                .ConfigureAwait(false);
            sum += page.Data.Where(refund => refund.Status == "succeeded").Sum(refund => refund.Amount);
            if (!page.HasMore || page.Data.Count == 0) return sum;
            options.StartingAfter = page.Data[^1].Id;
        }
    }

    private Task<StripeList<PaymentIntent>> ReadPageAsync(
        PaymentIntentListOptions options, CancellationToken cancellationToken) =>
        GuardAsync(token => client.V1.PaymentIntents.ListAsync(options, null, token), cancellationToken);

    // The audit reports a failure of the transport as a finding. Stripe's own text may contain parts of the key.
    private static async Task<T> GuardAsync<T>(
        Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await Patience.ExecuteAsync(
                static async (call, token) => await call(token).ConfigureAwait(false), call, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (StripeFailures.IsExpected(e, cancellationToken))
        {
            throw new HttpRequestException(
                "Reading Stripe's records failed: " + StripeFailures.Understand(e, ProviderOperation.Authorise).Code);
        }
    }

    /// <summary>What Stripe says if it does not serve now; null for anything else.</summary>
    private static ProviderAnswer? Busy(Exception? exception) =>
        exception is StripeException refusal &&
        StripeFailures.Understand(refusal, ProviderOperation.Authorise) is
        { Outcome: ProviderOutcome.Unavailable } answer
            ? answer
            : null;

    private static Money Amount(long units, PaymentIntent intent) =>
        StripeAmounts.ToShop(units, intent.Currency) ?? throw new HttpRequestException(
            $"Stripe's record {intent.Id} has an amount or a currency that the shop does not have.");
}

using Microsoft.Extensions.Logging;
using Stripe;

namespace ShopActors.Stripe;

/// <summary>
/// Stripe as the payment provider (docs/adr/0024): a payment is one PaymentIntent with manual capture. The key of an
/// operation is the idempotency key of its request; whether it was executed is read from the state of the intent and
/// from the list of its refunds.
/// </summary>
internal sealed partial class StripePaymentProvider(
    StripeClient client, bool allowDelayedMethods, ILogger<StripePaymentProvider> logger) : IPaymentProvider
{
    private const long PageMax = 100;

    private static readonly ProviderAnswer NotFound = new() { Outcome = ProviderOutcome.NotFound };

    public async Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (StripeException e) when (StripeFailures.IsStateUnexpected(e))
        {
            return OrUnknown(
                await FindAsync(LookupOf(request), cancellationToken).ConfigureAwait(false),
                StripeFailures.UnexpectedState);
        }
        catch (StripeException e) when (StripeFailures.IsKeyReused(e))
        {
            return await AnswerReusedKeyAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (StripeFailures.IsExpected(e, cancellationToken))
        {
            return Understand(e, request.Operation, request.Key);
        }
    }

    public async Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken)
    {
        try
        {
            var intent = await FindIntentAsync(lookup.Authorisation, lookup.Payment, cancellationToken)
                .ConfigureAwait(false);
            if (intent is null) return NotFound;
            if (lookup.Operation != ProviderOperation.Refund) return StripeRules.Judge(intent, lookup.Operation);
            var refund = await FindRefundAsync(intent.Id, lookup.Key, cancellationToken).ConfigureAwait(false);
            return refund is null ? NotFound : StripeRules.Refund(refund);
        }
        catch (Exception e) when (StripeFailures.IsExpected(e, cancellationToken))
        {
            // A refused question says nothing about the operation.
            var answer = Understand(e, lookup.Operation, lookup.Key);
            return answer.IsDefinite ? ProviderAnswer.Unknown(answer.Code!) : answer;
        }
    }

    public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
        new StripeCharges(client).ReadAsync(cancellationToken);

    private async Task<ProviderAnswer> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        if (StripeAmounts.ToStripe(request.Amount) is not { } units)
        {
            return StripeRules.Refused(request.Operation, "amount_not_payable");
        }

        if (request.Operation == ProviderOperation.Authorise)
        {
            return await AuthoriseAsync(request, units, cancellationToken).ConfigureAwait(false);
        }

        var id = request.Authorisation;
        if (id is null)
        {
            var found = await FindIntentAsync(null, request.Payment, cancellationToken).ConfigureAwait(false);

            // The search lags behind: the intent may exist all the same.
            if (found is null) return ProviderAnswer.Unknown("authorisation_not_found");
            id = found.Id;
        }

        return request.Operation == ProviderOperation.Refund
            ? await RefundAsync(request, id, units, cancellationToken).ConfigureAwait(false)
            : await ChangeAsync(request, id, units, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProviderAnswer> AuthoriseAsync(
        ProviderRequest request, long units, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentCreateOptions
        {
            Amount = units,
            Currency = request.Amount.Currency.Value.ToLowerInvariant(),
            CaptureMethod = "manual",
            Confirm = true,
            PaymentMethod = request.Token,
            Metadata = StripeMetadata.Of(request),
            AutomaticPaymentMethods = new() { Enabled = true },
        };
        if (allowDelayedMethods)
        {
            options.CaptureMethod = "automatic";
            options.PaymentMethodOptions = new() { Card = new() { CaptureMethod = "manual" } };
        }

        if (request.ReturnUrl is { } url)
        {
            options.ReturnUrl = url.OriginalString;
        }
        else
        {
            // Without an address to come back to, the payer cannot be sent away to confirm.
            options.AutomaticPaymentMethods.AllowRedirects = "never";
            options.ErrorOnRequiresAction = true;
        }

        var intent = await client.V1.PaymentIntents
            .CreateAsync(options, Keyed(request.Key), cancellationToken).ConfigureAwait(false);
        if (!intent.BelongsTo(request.Payment)) return ProviderAnswer.Unknown("answer_malformed");
        if (intent.Status != StripeRules.RequiresAction || StripeRules.RedirectOf(intent) is not null)
        {
            return StripeRules.Authorisation(intent);
        }

        // A step that needs Stripe's script in the payer's browser, which the shop does not run. Once cancelled, the
        // intent can take no money, so the refusal is final.
        var cancelled = await client.V1.PaymentIntents
            .CancelAsync(intent.Id, null, Keyed(request.Key + ":abandon"), cancellationToken).ConfigureAwait(false);
        return cancelled.Status == StripeRules.Canceled
            ? StripeRules.Refused(ProviderOperation.Authorise, "action_unsupported", intent.Id)
            : ProviderAnswer.Unknown("action_unsupported");
    }

    private async Task<ProviderAnswer> ChangeAsync(
        ProviderRequest request, string id, long units, CancellationToken cancellationToken)
    {
        var intents = client.V1.PaymentIntents;
        var intent = request.Operation == ProviderOperation.Capture
            ? await intents.CaptureAsync(id, new() { AmountToCapture = units }, Keyed(request.Key), cancellationToken)
                .ConfigureAwait(false)
            : await intents.CancelAsync(id, null, Keyed(request.Key), cancellationToken).ConfigureAwait(false);
        return intent.BelongsTo(request.Payment)
            ? OrUnknown(StripeRules.Judge(intent, request.Operation), StripeRules.Shorten(intent.Status))
            : ProviderAnswer.Unknown("answer_malformed");
    }

    private async Task<ProviderAnswer> RefundAsync(
        ProviderRequest request, string id, long units, CancellationToken cancellationToken)
    {
        var options = new RefundCreateOptions
        {
            PaymentIntent = id,
            Amount = units,
            Metadata = StripeMetadata.Of(request),
        };
        var refund = await client.V1.Refunds
            .CreateAsync(options, Keyed(request.Key), cancellationToken).ConfigureAwait(false);
        return refund.HasKey(request.Key) ? StripeRules.Refund(refund) : ProviderAnswer.Unknown("answer_malformed");
    }

    /// <summary>
    /// The key belongs to an earlier request with other parameters, which may have been executed. Only the intent
    /// itself proves that it was not; the search proves nothing.
    /// </summary>
    private async Task<ProviderAnswer> AnswerReusedKeyAsync(
        ProviderRequest request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(LookupOf(request), cancellationToken).ConfigureAwait(false);
        if (found.Outcome != ProviderOutcome.NotFound) return found;
        return request.Authorisation is null
            ? ProviderAnswer.Unknown(StripeFailures.KeyReused)
            : StripeRules.Refused(request.Operation, StripeFailures.KeyReused);
    }

    private async Task<PaymentIntent?> FindIntentAsync(
        string? id, PaymentId payment, CancellationToken cancellationToken)
    {
        if (id is not null)
        {
            var known = await client.V1.PaymentIntents
                .GetAsync(id, null, null, cancellationToken).ConfigureAwait(false);
            return known.BelongsTo(payment) ? known : throw new AmbiguousPaymentException();
        }

        return await SearchAsync(payment, cancellationToken).ConfigureAwait(false) switch
        {
            [] => null,
            [var intent] when intent.BelongsTo(payment) => intent,
            _ => throw new AmbiguousPaymentException(),
        };
    }

    private async Task<List<PaymentIntent>> SearchAsync(PaymentId payment, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentSearchOptions { Query = StripeMetadata.Query(payment), Limit = 2 };
        try
        {
            var page = await client.V1.PaymentIntents
                .SearchAsync(options, null, cancellationToken).ConfigureAwait(false);
            return page.Data;
        }
        catch (StripeException e) when (StripeFailures.IsRequestRefused(e))
        {
            // An account without the search. Sending the key again tells the intent, so nothing may prevent that.
            return [];
        }
    }

    private async Task<Refund?> FindRefundAsync(string intent, string key, CancellationToken cancellationToken)
    {
        var options = new RefundListOptions { PaymentIntent = intent, Limit = PageMax };
        while (true)
        {
            var page = await client.V1.Refunds.ListAsync(options, null, cancellationToken).ConfigureAwait(false);
            if (page.Data.FirstOrDefault(refund => refund.HasKey(key)) is { } found) return found;
            if (!page.HasMore || page.Data.Count == 0) return null;
            options.StartingAfter = page.Data[^1].Id;
        }
    }

    private ProviderAnswer Understand(Exception exception, ProviderOperation operation, string key)
    {
        if (exception is StripeException stripe && StripeFailures.IsAboutCredentials(stripe))
        {
            LogCredentialsRefused(logger, key, (int)stripe.HttpStatusCode);
        }

        return StripeFailures.Understand(exception, operation);
    }

    private static ProviderLookup LookupOf(ProviderRequest request) => new()
    {
        Key = request.Key,
        Payment = request.Payment,
        Operation = request.Operation,
        Authorisation = request.Authorisation,
    };

    // An answer to a request is never "not found".
    private static ProviderAnswer OrUnknown(ProviderAnswer answer, string? code) =>
        answer.Outcome == ProviderOutcome.NotFound ? ProviderAnswer.Unknown(code ?? "answer_malformed") : answer;

    private static RequestOptions Keyed(string key) => new() { IdempotencyKey = key };

    [LoggerMessage(
        EventId = 4111, Level = LogLevel.Error,
        Message = "Stripe refuses the shop's secret key with status {Status}; the outcome of {Key} is unknown")]
    private static partial void LogCredentialsRefused(ILogger logger, string key, int status);
}

using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ShopActors.Stripe;

namespace ShopActors.WebApi.Payments;

/// <summary>
/// Webhooks of the payment provider. The signature over the raw bytes is verified before they are parsed, and 200 is
/// answered only once the payment has recorded the webhook durably.
/// </summary>
internal static partial class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/payments/{provider}", Receive).Public().WithTags("Webhooks")
            .WithName("receivePaymentWebhook").Accepts<PaymentWebhookRequest>("application/json").Refuses(
                ErrorCode.InvalidRequest, ErrorCode.BodyTooLarge, ErrorCode.SignatureInvalid, ErrorCode.SignatureWrong,
                ErrorCode.PaymentNotFound);

    /// <summary>Receives a webhook of the payment provider.</summary>
    /// <remarks>
    /// Answers 200 once the payment has stored the webhook; the provider repeats it until then. <c>stripe</c> takes the
    /// events of Stripe in their own form, signed in <c>Stripe-Signature</c>.
    /// </remarks>
    internal static async Task<Results<Ok, Problem>> Receive(
        HttpContext context,
        IGrainFactory grains,
        IOptions<PaymentOptions> options,
        IOptions<StripeOptions> stripe,
        string provider,
        TimeProvider time,
        ILogger<PaymentWebhook> logger)
    {
        if (await ReadBodyAsync(context) is not { } body) return new Problem(ApiErrors.BodyTooLarge);

        var isStripe = provider == StripeWebhook.Provider;
        var header = context.Request.Headers[isStripe ? StripeWebhook.Header : WebhookSignature.Header].ToString();
        var secrets = isStripe ? stripe.Value.WebhookSecrets : options.Value.WebhookSecrets;
        var problem = WebhookSignature.Check(header, body, secrets, time.GetUtcNow());
        if (problem != SignatureProblem.None)
        {
            LogRefusedWebhook(logger, problem);
            return new Problem(
                problem == SignatureProblem.Wrong ? ApiErrors.SignatureWrong : ApiErrors.SignatureInvalid);
        }

        PaymentWebhook? webhook;
        var isUnderstood = isStripe
            ? StripeWebhook.TryRead(body, out var payment, out webhook)
            : WebhookBody.TryRead(body, out payment, out webhook);
        if (!isUnderstood) return new Problem(ApiErrors.InvalidRequest);

        // An event of Stripe about something else in the account: repeating it would change nothing.
        if (webhook is null) return TypedResults.Ok();
        var noted = await grains.GetGrain<IPaymentGrain>(payment.Value).HandleWebhook(Caller.Provider, webhook);
        return noted.IsOk ? TypedResults.Ok() : new Problem(noted.Error);
    }

    private static async ValueTask<byte[]?> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > WebhookBody.BytesMax) return null;

        using var buffer = new MemoryStream();
        var chunk = new byte[4_096];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > WebhookBody.BytesMax) return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    [LoggerMessage(5201, LogLevel.Warning, "A payment webhook was refused: {Problem} signature")]
    private static partial void LogRefusedWebhook(ILogger logger, SignatureProblem problem);
}

/// <summary>What the provider reports; further members are ignored.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Type">The kind of event.</param>
/// <param name="Payment">The payment that it is about.</param>
/// <param name="Key">The key under which the shop asked for the operation: the payment's id, a colon and more.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record PaymentWebhookRequest(
    [StringLength(WebhookBody.TextMax, MinimumLength = 1)] string Id,
    [StringLength(WebhookBody.TextMax, MinimumLength = 1)] string Type,
    [TextOf<PaymentId>] string Payment,
    [StringLength(WebhookBody.TextMax, MinimumLength = 1)] string Key);

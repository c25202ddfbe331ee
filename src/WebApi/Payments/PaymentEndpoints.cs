using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Payments;

/// <summary>Reading payments, and deciding on those whose outcome the provider does not tell.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/payments/{paymentId}", Get).ForShoppers().WithTags("Payments").WithName("getPayment")
            .Refuses(ErrorCode.PaymentNotFound);
        routes.MapPost("/payments/{paymentId}/decisions", Decide).ForOperators(Scopes.PaymentsDecide)
            .WithTags("Payments").WithName("decidePayment").Refuses(
                ErrorCode.PaymentNotFound, ErrorCode.InvalidState, ErrorCode.InvalidPayment,
                ErrorCode.IdempotencyKeyReused);
    }

    /// <summary>Reads a payment.</summary>
    /// <remarks>Operators read every payment, others those of their orders.</remarks>
    internal static async Task<Results<Ok<PaymentBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string paymentId)
    {
        if (!PaymentId.TryParse(paymentId, out var payment) || !seal.IsSealed(payment.Order))
        {
            return new Problem(UnknownIds.Payment);
        }

        var caller = context.GetCaller();
        var found = await grains.GetGrain<IPaymentGrain>(payment.Value).Get(caller);
        return found.OkIfModified(
            context, snapshot => EntityTags.Of(snapshot.Version), snapshot => PaymentBody.For(caller, snapshot));
    }

    /// <summary>Decides on an operation in review.</summary>
    /// <remarks>
    /// For an operation whose outcome stayed unknown for as long as the provider remembers it: look it up in the
    /// provider's records and say whether it was executed. The order goes on accordingly. A later notice of the
    /// provider that contradicts is handled like any other: a capture that the shop does not want is refunded.
    /// </remarks>
    internal static async Task<Results<Ok<PaymentBody>, Problem>> Decide(
        HttpContext context,
        IGrainFactory grains,
        IdSeal seal,
        Command command,
        string paymentId,
        PaymentDecisionRequest body)
    {
        if (!PaymentId.TryParse(paymentId, out var payment) || !seal.IsSealed(payment.Order))
        {
            return new Problem(UnknownIds.Payment);
        }

        var decided = await grains.GetGrain<IPaymentGrain>(payment.Value).Decide(command.Id, command.Caller, new()
        {
            Key = body.Operation,
            Succeeded = body.Outcome == PaymentDecisionRequest.Succeeded,
            Evidence = body.Evidence,
        });
        return decided.OkWritten(
            context,
            snapshot => EntityTags.Of(snapshot.Version),
            snapshot => PaymentBody.For(command.Caller, snapshot));
    }
}

/// <summary>A payment.</summary>
/// <param name="Id">The payment's id.</param>
/// <param name="OrderId">The order that it pays for.</param>
/// <param name="Status">Its status.</param>
/// <param name="Amount">The amount to authorise.</param>
/// <param name="Captured">The amount captured.</param>
/// <param name="Refunded">The amount refunded.</param>
/// <param name="DeclineCode">The provider's reason for the latest refusal.</param>
/// <param name="Refunds">The refunds, oldest first.</param>
/// <param name="Reviews">For operators: the operations that wait for a person's decision.</param>
/// <param name="Version">Counts the changes, from 1.</param>
internal sealed record PaymentBody(
    [TextOf<PaymentId>] string Id,
    [TextOf<OrderId>] string OrderId,
    [NameOf<PaymentStatus>] string Status,
    MoneyBody Amount,
    MoneyBody Captured,
    MoneyBody Refunded,
    string? DeclineCode,
    IReadOnlyList<RefundBody> Refunds,
    IReadOnlyList<PaymentReviewBody>? Reviews,
    long Version)
{
    /// <summary>The payment as the caller may see it.</summary>
    public static PaymentBody For(Caller caller, PaymentSnapshot payment) => new(
        payment.Id.Value,
        payment.Order.Value,
        PublicName.Of(payment.Status),
        MoneyBody.Of(payment.Amount),
        MoneyBody.Of(payment.Captured),
        MoneyBody.Of(payment.Refunded),
        payment.DeclineCode,
        [.. payment.Refunds.Select(RefundBody.Of)],
        caller.Kind == CallerKind.Ops ? [.. payment.Reviews.Select(PaymentReviewBody.Of)] : null,
        payment.Version);
}

/// <summary>An operation whose outcome the provider does not tell.</summary>
/// <param name="Operation">The operation's key, which the provider's records have too.</param>
/// <param name="Amount">The amount.</param>
/// <param name="RequestedAt">When it was first requested.</param>
internal sealed record PaymentReviewBody(string Operation, MoneyBody Amount, DateTimeOffset RequestedAt)
{
    public static PaymentReviewBody Of(PaymentReview review) =>
        new(review.Key, MoneyBody.Of(review.Amount), review.RequestedAt);
}

/// <summary>A person's decision on an operation in review.</summary>
/// <param name="Operation">The operation's key.</param>
/// <param name="Outcome">Whether the provider executed it.</param>
/// <param name="Evidence">What shows that, such as the provider's reference or the answer of its support.</param>
/// <example>
/// {
///   "operation": "pay_0123456789abcdefghjkmnpqr0:capture", "outcome": "succeeded",
///   "evidence": "The provider's dashboard: ch_17, captured."
/// }
/// </example>
internal sealed record PaymentDecisionRequest(
    [StringLength(WebhookBody.TextMax, MinimumLength = 1)] string Operation,
    [OneOf(PaymentDecisionRequest.Succeeded, "failed")] string Outcome,
    [StringLength(DecidePayment.EvidenceMax, MinimumLength = 1)] string Evidence)
{
    public const string Succeeded = "succeeded";
}

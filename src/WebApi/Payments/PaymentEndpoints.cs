using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Payments;

/// <summary>Reading payments.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/payments/{paymentId}", Get).ForShoppers().WithTags("Payments").WithName("getPayment")
            .Refuses(ErrorCode.PaymentNotFound);

    /// <summary>Reads a payment.</summary>
    /// <remarks>Operators read every payment, others those of their orders.</remarks>
    internal static async Task<Results<Ok<PaymentBody>, NotModified, Problem>> Get(
        HttpContext context, IGrainFactory grains, IdSeal seal, string paymentId)
    {
        if (!PaymentId.TryParse(paymentId, out var payment) || !seal.IsSealed(payment.Order))
        {
            return new Problem(UnknownIds.Payment);
        }

        var found = await grains.GetGrain<IPaymentGrain>(payment.Value).Get(context.GetCaller());
        return found.OkIfModified(context, snapshot => EntityTags.Of(snapshot.Version), PaymentBody.Of);
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
    long Version)
{
    public static PaymentBody Of(PaymentSnapshot payment) => new(
        payment.Id.Value,
        payment.Order.Value,
        PublicName.Of(payment.Status),
        MoneyBody.Of(payment.Amount),
        MoneyBody.Of(payment.Captured),
        MoneyBody.Of(payment.Refunded),
        payment.DeclineCode,
        [.. payment.Refunds.Select(RefundBody.Of)],
        payment.Version);
}

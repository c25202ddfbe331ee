using ShopActors.WebApi.Http;
using ShopActors.WebApi.Orders;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Payments;

/// <summary>Reading payments.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/payments/{id}", Get).ForShoppers().WithTags("Payments").Produces<PaymentBody>()
            .ProducesProblem(404);

    private static async Task<IResult> Get(HttpContext context, IGrainFactory grains, IdSeal seal, string id)
    {
        if (!PaymentId.TryParse(id, out var payment) || !seal.IsSealed(payment.Order))
        {
            return new Problem(UnknownIds.Payment);
        }

        var found = await grains.GetGrain<IPaymentGrain>(payment.Value).Get(context.GetCaller());
        return found.OkWithTag(context, snapshot => snapshot.Version, PaymentBody.Of);
    }
}

/// <summary>A payment over HTTP.</summary>
internal sealed record PaymentBody(
    string Id,
    string OrderId,
    string Status,
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
        Names.Of(payment.Status),
        MoneyBody.Of(payment.Amount),
        MoneyBody.Of(payment.Captured),
        MoneyBody.Of(payment.Refunded),
        payment.DeclineCode,
        [.. payment.Refunds.Select(RefundBody.Of)],
        payment.Version);
}

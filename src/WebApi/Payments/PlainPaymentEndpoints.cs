using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Payments;

/// <summary>
/// The short route: checks whether an amount could be paid. With a payment token it asks the provider to set the amount
/// aside and lets it go again; money is only ever taken by a checkout.
/// </summary>
internal static class PlainPaymentEndpoints
{
    private const string Checked = "checked";
    private const string Route = "POST /payment";

    public static void MapPlainPayment(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/payment", Check).ForShoppers().WithTags("Plain routes")
            .Produces<PlainPaymentBody>().ProducesProblem(402).ProducesProblem(422);

    private static async Task<IResult> Check(
        HttpContext context, IGrainFactory grains, Operations operations, string? userId, long amount, string? paymentToken)
    {
        var caller = context.GetCaller();
        if (userId is not null && userId != caller.Id.Value) return new Problem(UnknownIds.Customer);
        if (amount is < 1 or > OrderLimits.TotalMax) return new Problem(ApiErrors.AmountOutOfRange);

        var money = new Money(amount, Currency.Eur);
        if (paymentToken is null) return Results.Ok(new PlainPaymentBody(true, Checked, MoneyBody.Of(money)));
        if (!operations.TryGetOrNew(context, caller.Id, Route, out var operation, out var problem)) return problem;

        var payment = grains.GetGrain<IPaymentGrain>(PaymentId.ForCheck(caller.Id, operation).Value);
        var answer = await payment.Check(operation, caller, new CheckPayment { Amount = money, Token = paymentToken });
        return answer is { IsOk: true, Value: { Status: PaymentStatus.Declined } declined }
            ? new Problem(ApiErrors.PaymentDeclined(declined.DeclineCode))
            : answer.OkOrProblem(able => new PlainPaymentBody(true, Names.Of(able.Status), MoneyBody.Of(able.Amount)));
    }
}

/// <summary>Whether the amount could be paid.</summary>
internal sealed record PlainPaymentBody(bool Success, string Status, MoneyBody Amount);

using ShopActors.WebApi.Http;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Payments;

/// <summary>
/// The short route: checks whether an amount could be paid. With a payment token it has the provider authorise the
/// amount and voids that; only a checkout captures money.
/// </summary>
internal static class PlainPaymentEndpoints
{
    private const string Checked = "checked";
    private const string Route = "POST /payment";

    public static void MapPlainPayment(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/payment", Check).ForShoppers().WithTags("Plain routes")
            .Produces<PlainPaymentBody>().ProducesProblem(402).ProducesProblem(422);

    private static async Task<IResult> Check(
        HttpContext context, IGrainFactory grains, Operations operations, PlainPaymentRequest body)
    {
        var caller = context.GetCaller();
        if (body.UserId is not null && body.UserId != caller.Id.Value) return new Problem(UnknownIds.Customer);
        if (body.Amount is < 1 or > OrderLimits.TotalMax) return new Problem(ApiErrors.AmountOutOfRange);

        var money = new Money(body.Amount, Currency.Eur);
        if (body.PaymentToken is null) return Results.Ok(new PlainPaymentBody(true, Checked, MoneyBody.Of(money)));
        if (!operations.TryGetOrNew(context, caller.Id, Route, out var operation, out var problem)) return problem;

        var payment = grains.GetGrain<IPaymentGrain>(PaymentId.ForCheck(caller.Id, operation).Value);
        var answer = await payment.Check(
            operation, caller, new CheckPayment { Amount = money, Token = body.PaymentToken });
        return answer is { IsOk: true, Value: { Status: PaymentStatus.Declined } declined }
            ? new Problem(ApiErrors.PaymentDeclined(declined.DeclineCode))
            : answer.OkOrProblem(able => new PlainPaymentBody(true, Names.Of(able.Status), MoneyBody.Of(able.Amount)));
    }
}

/// <summary>
/// The payer and the amount, in minor units of the shop's currency. In the body and not in the URL, which servers and
/// proxies log.
/// </summary>
internal sealed record PlainPaymentRequest(long Amount, string? UserId = null, string? PaymentToken = null)
{
    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => nameof(PlainPaymentRequest);
}

/// <summary>Whether the amount could be paid.</summary>
internal sealed record PlainPaymentBody(bool Success, string Status, MoneyBody Amount);

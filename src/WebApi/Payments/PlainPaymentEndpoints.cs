using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Payments;

/// <summary>
/// The short route: checks whether an amount can be paid. The provider authorises it and the shop voids that; only a
/// checkout captures money.
/// </summary>
internal static class PlainPaymentEndpoints
{
    public static void MapPlainPayment(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/payment", Check).ForShoppers().WithTags("Plain routes").WithName("checkPayment")
            .Refuses(
                ErrorCode.CustomerNotFound, ErrorCode.AmountOutOfRange, ErrorCode.InvalidPayment,
                ErrorCode.PaymentDeclined, ErrorCode.PaymentMismatch, ErrorCode.IdempotencyKeyReused);

    /// <summary>Checks whether an amount can be paid.</summary>
    /// <remarks>The provider authorises the amount and the shop voids that: nothing is charged.</remarks>
    internal static async Task<Results<Ok<PlainPaymentBody>, Accepted<PlainPaymentBody>, Problem>> Check(
        HttpContext context, IGrainFactory grains, Command command, PlainPaymentRequest body)
    {
        if (body.UserId is not null && body.UserId != command.Caller.Id.Value) return new Problem(UnknownIds.Customer);
        if (body.Amount is < 1 or > OrderLimits.TotalMax) return new Problem(ApiErrors.AmountOutOfRange);

        var id = PaymentId.ForCheck(command.Caller.Id, command.Id);
        var answer = await grains.GetGrain<IPaymentGrain>(id.Value).Check(
            command.Id,
            command.Caller,
            new CheckPayment { Amount = new(body.Amount, Currency.Eur), Token = body.PaymentToken });
        if (answer.IsRefused) return new Problem(answer.Error);
        Answers.Describe(context, null, answer.IsReplay);
        return answer.Value.Status switch
        {
            PaymentStatus.Declined => new Problem(ApiErrors.PaymentDeclined(answer.Value.DeclineCode)),
            PaymentStatus.Authorising or PaymentStatus.Processing =>
                TypedResults.Accepted((string?)null, PlainPaymentBody.Of(answer.Value)),
            _ => TypedResults.Ok(PlainPaymentBody.Of(answer.Value)),
        };
    }
}

// In the body and not in the URL, which servers and proxies log.
/// <summary>A payment to check.</summary>
/// <param name="Amount">The amount, in minor units of the shop's currency.</param>
/// <param name="PaymentToken">The provider's token for the payer.</param>
/// <param name="UserId">The caller's id; another customer's is refused.</param>
/// <example>{ "amount": 1299, "paymentToken": "tok_ok" }</example>
internal sealed record PlainPaymentRequest(
    [Range(1, OrderLimits.TotalMax)] long Amount,
    [StringLength(OrderLimits.PaymentTokenLengthMax, MinimumLength = 1)] string PaymentToken,
    string? UserId = null)
{
    // Leaves the token out, because it is the payer's secret.
    public override string ToString() => nameof(PlainPaymentRequest);
}

/// <summary>Whether an amount can be paid.</summary>
/// <param name="Success">
/// True if it can; absent while the provider has not answered. Repeating the request with the same
/// <c>Idempotency-Key</c> asks again.
/// </param>
/// <param name="Status">The status of the checked payment.</param>
/// <param name="Amount">The amount.</param>
internal sealed record PlainPaymentBody(bool? Success, [NameOf<PaymentStatus>] string Status, MoneyBody Amount)
{
    public static PlainPaymentBody Of(PaymentSnapshot payment) => new(
        payment.Status is PaymentStatus.Authorising or PaymentStatus.Processing ? null : true,
        PublicName.Of(payment.Status),
        MoneyBody.Of(payment.Amount));
}

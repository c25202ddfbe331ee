using ShopActors.WebApi.Orders;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Tests.Problems;

/// <summary>Every code appears over HTTP; that each has a row is checked by the compiler.</summary>
public sealed class ProblemTableTests
{
    [Fact]
    public void Codes_ExceptTheInternalError_AreTheCallersOrTransient() =>
        Assert.All(
            Enum.GetValues<ErrorCode>().Where(code => code != ErrorCode.InternalError),
            code => Assert.True(ProblemTable.Of(code).Status is >= 400 and < 500 or 503 or 504, code.ToString()));

    [Fact]
    public void PublicCodes_AreLowerCaseWords() =>
        Assert.All(Enum.GetValues<ErrorCode>(), code => Assert.Matches("^[a-z_]+$", PublicName.Of(code)));

    [Fact]
    public void CodeOfANewerVersion_IsAnInternalError() => Assert.Equal(500, ProblemTable.Of((ErrorCode)9_999).Status);

    [Fact]
    public void EveryReasonForCancelling_IsTheCallersError() =>
        Assert.All(Enum.GetValues<CancelReason>(), reason =>
            Assert.InRange(ProblemTable.Of(CancelledOrders.ToError(Cancelled(reason)).Code).Status, 400, 499));

    private static OrderSnapshot Cancelled(CancelReason reason)
    {
        var id = OrderId.For(new("p"), "key");
        return new()
        {
            Id = id,
            Owner = new("p"),
            Cart = CartId.For(new("p"), "cart"),
            Status = OrderStatus.Cancelled,
            Reason = reason,
            Lines = [],
            Total = Money.Zero(Currency.Eur),
            Payment = PaymentId.For(id),
            PaymentStatus = PaymentStatus.Voided,
            Captured = Money.Zero(Currency.Eur),
            Refunded = Money.Zero(Currency.Eur),
            PlacedAt = default,
            Deadline = default,
            Version = 1,
        };
    }
}

using Grpc.Core;
using Microsoft.Extensions.Configuration;
using ShopActors.WebApi.Grpc;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>The forms of refusals and states in messages, without a shop.</summary>
public sealed class GrpcCodesTests
{
    [Theory]
    [InlineData(ErrorCode.InvalidRequest, StatusCode.InvalidArgument)]
    [InlineData(ErrorCode.Unauthenticated, StatusCode.Unauthenticated)]
    [InlineData(ErrorCode.Forbidden, StatusCode.PermissionDenied)]
    [InlineData(ErrorCode.OrderNotFound, StatusCode.NotFound)]
    [InlineData(ErrorCode.CartExpired, StatusCode.NotFound)]
    [InlineData(ErrorCode.PaymentDeclined, StatusCode.FailedPrecondition)]
    [InlineData(ErrorCode.InsufficientStock, StatusCode.FailedPrecondition)]
    [InlineData(ErrorCode.QuantityOutOfRange, StatusCode.FailedPrecondition)]
    [InlineData(ErrorCode.CartLocked, StatusCode.Aborted)]
    [InlineData(ErrorCode.StaleVersion, StatusCode.Aborted)]
    [InlineData(ErrorCode.TooManyRequests, StatusCode.ResourceExhausted)]
    [InlineData(ErrorCode.Overloaded, StatusCode.Unavailable)]
    [InlineData(ErrorCode.OutcomeUnknown, StatusCode.Unknown)]
    [InlineData(ErrorCode.InternalError, StatusCode.Internal)]
    [InlineData(ErrorCode.NotFound, StatusCode.Unimplemented)]
    public void Of_Code_HasTheStatusOfItsRow(ErrorCode code, StatusCode status) =>
        Assert.Equal(status, GrpcCodes.Of(code));

    [Fact]
    public void Of_EveryCode_IsARefusal() =>
        Assert.All(Enum.GetValues<ErrorCode>(), code => Assert.NotEqual(StatusCode.OK, GrpcCodes.Of(code)));

    [Fact]
    public void Of_EveryState_IsSpecified()
    {
        AssertAll<CartStatus, Wire.CartStatus>();
        AssertAll<OrderStatus, Wire.OrderStatus>();
        AssertAll<CancelReason, Wire.CancelReason>();
        AssertAll<PaymentStatus, Wire.PaymentStatus>();
        AssertAll<HoldState, Wire.ReservationState>();
    }

    [Theory]
    [InlineData("http://127.0.0.1:5081", null, true)]
    [InlineData("https://[::1]:5081", null, true)]
    [InlineData("127.0.0.1:5081", null, false)]
    [InlineData("http://127.0.0.1:0", null, false)]
    [InlineData("http://127.0.0.1:5081/shop", null, false)]
    [InlineData("http://127.0.0.1:5081", "http://127.0.0.1:5080", false)]
    public void Validate_Url_IsAnAddressThatKestrelOpens(string url, string? endpoint, bool isValid)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Kestrel:Endpoints:Http:Url", endpoint)]).Build();
        if (endpoint is null) configuration = new ConfigurationBuilder().Build();

        var result = new GrpcOptionsValidator(configuration).Validate(null, new() { Enabled = true, Url = url });

        Assert.Equal(isValid, result.Succeeded);
    }

    private static void AssertAll<T, TWire>()
        where T : struct, Enum
        where TWire : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value => Assert.Equal($"{value}", $"{WireEnum<T, TWire>.Of(value)}"));
}

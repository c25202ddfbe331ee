using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>The ports, credentials, deadlines and the services that are not the shop's own.</summary>
public sealed class GrpcEdgeTests(GrpcFixture shop) : IClassFixture<GrpcFixture>
{
    private static readonly string[] PublicCalls =
    [
        "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch", "/shop.v1.CartService/CreateCart",
        "/shop.v1.Greeter/SayHello", "/shop.v1.StockService/GetStock", "/shop.v1.StockService/WatchStock",
    ];

    [Fact]
    public async Task SayHello_ByAnyone_AnswersWithTheName()
    {
        using var shopper = shop.NewShopper();

        Assert.Equal("Hello Ada", (await shopper.Greeter.SayHelloAsync(new() { Name = "Ada" })).Message);
    }

    [Fact]
    public void EveryCall_StatesWhoMayUseIt()
    {
        var calls = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<WebApi.Grpc.GrpcRoute>() is not null).ToList();

        Assert.Equal(
            PublicCalls,
            calls.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Select(route => route.RoutePattern.RawText).Order(StringComparer.Ordinal));
        Assert.Empty(
            calls.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null
                    && route.Metadata.GetMetadata<IAuthorizeData>() is null)
                .Select(route => route.RoutePattern.RawText));
    }

    [Fact]
    public async Task Call_WithoutCredentials_IsUnauthenticated()
    {
        using var shopper = shop.NewShopper();

        var refused = await GrpcFixture.RefusedAsync(shopper.Orders.GetOrderAsync(new() { OrderId = "x" }));

        Assert.Equal((StatusCode.Unauthenticated, "unauthenticated"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task Call_WithAFalseToken_IsUnauthenticatedWhereAnyoneMayCall()
    {
        using var shopper = shop.NewShopper("sa_gst_false");

        var refused = await GrpcFixture.RefusedAsync(
            shopper.Stock.GetStockAsync(new() { ItemId = "BOOK-CLA-005" }, shopper.With()));

        Assert.Equal((StatusCode.Unauthenticated, "unauthenticated"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task Call_DeadlinePasses_EndsWithIt()
    {
        using var shopper = shop.NewShopper();
        using var watch = shopper.Stock.WatchStock(
            new() { ItemId = "BOOK-CLA-012" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));

        var ended = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(default));

        Assert.Equal(StatusCode.DeadlineExceeded, ended.StatusCode);
    }

    [Fact]
    public async Task Call_WithTooLargeAMessage_IsRefused()
    {
        using var shopper = shop.NewShopper();

        var refused = await GrpcFixture.RefusedAsync(
            shopper.Greeter.SayHelloAsync(new() { Name = new string('a', 100_000) }));

        Assert.Equal((StatusCode.ResourceExhausted, "body_too_large"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task Call_ThatThereIsNot_IsUnimplemented()
    {
        using var shopper = shop.NewShopper();
        var method = new Method<HelloRequest, HelloReply>(
            MethodType.Unary, "shop.v1.Greeter", "SayGoodbye",
            Marshallers.Create(request => Google.Protobuf.MessageExtensions.ToByteArray(request),
                HelloRequest.Parser.ParseFrom),
            Marshallers.Create(reply => Google.Protobuf.MessageExtensions.ToByteArray(reply),
                HelloReply.Parser.ParseFrom));

        var refused = await GrpcFixture.RefusedAsync(
            shopper.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new(), new()));

        Assert.Equal((StatusCode.Unimplemented, "not_found"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task Health_OfAReadyShop_IsServing()
    {
        using var shopper = shop.NewShopper();

        var health = await new Health.HealthClient(shopper.Channel).CheckAsync(new());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task Reflection_InProduction_IsOffByDefault()
    {
        using var shopper = shop.NewShopper();
        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(shopper.Channel));

        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    [Fact]
    public async Task Rest_OnThePortOfGrpc_IsNotFound()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shop.GrpcAddress, "/products"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Call_OnThePortOfRest_IsNotFound()
    {
        // The address of the port of gRPC in the header does not help.
        using var http = new HttpClient();
        using var content = new ByteArrayContent([0, 0, 0, 0, 0]);
        content.Headers.ContentType = new("application/grpc");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(shop.Address, "/shop.v1.Greeter/SayHello"))
        { Content = content };
        request.Headers.Host = shop.GrpcAddress.Authority;

        using var answer = await http.SendAsync(request);

        Assert.NotEqual(shop.GrpcAddress.Port, shop.Address.Port);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    internal static async Task<IReadOnlyList<string>> ListAsync(GrpcChannel channel)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "" });
        await call.ResponseStream.MoveNext(default);
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }
}

using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>A generated client of the shop, with a token.</summary>
internal sealed class GrpcShopper(GrpcChannel channel, string? token) : IDisposable
{
    public OrderService.OrderServiceClient Orders { get; } = new(channel);

    public CartService.CartServiceClient Carts { get; } = new(channel);

    public StockService.StockServiceClient Stock { get; } = new(channel);

    public Greeter.GreeterClient Greeter { get; } = new(channel);

    public GrpcChannel Channel => channel;

    public string? Token { get; private set; } = token;

    /// <summary>The token, and a key if there is one.</summary>
    public Metadata With(string? key = null, string? match = null)
    {
        var metadata = new Metadata();
        if (Token is not null) metadata.Add("authorization", $"Bearer {Token}");
        if (key is not null) metadata.Add("idempotency-key", key);
        if (match is not null) metadata.Add("if-match", match);
        return metadata;
    }

    /// <summary>A cart with units of one SKU; goes on with its token.</summary>
    public async Task<Cart> NewCartWithAsync(string sku, int quantity = 1)
    {
        var cart = await Carts.CreateCartAsync(new(), With());
        if (cart.Token.Length > 0) Token = cart.Token;
        return await Carts.AddItemAsync(new() { CartId = cart.Id, Sku = sku, Quantity = quantity }, With());
    }

    public AsyncUnaryCall<Order> CheckOut(string cart, string? key, string paymentToken = "tok_ok") =>
        Orders.CreateOrderAsync(new() { CartId = cart, PaymentToken = paymentToken }, With(key));

    public void Dispose() => channel.Dispose();
}

internal static class Refusal
{
    /// <summary>The public code, which every refusal has.</summary>
    public static string Reason(this RpcException refused) => Info(refused).Reason;

    public static ErrorInfo Info(this RpcException refused)
    {
        var info = refused.GetRpcStatus()?.GetDetail<ErrorInfo>();
        Assert.True(info is not null, refused.ToString());
        Assert.Equal("shopactors.dev", info.Domain);
        return info;
    }

    public static TimeSpan? RetryAfter(this RpcException refused) =>
        refused.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan();
}

using System.Text.Json.Nodes;
using Grpc.Core;
using ShopActors.WebApi.Grpc.V1;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>The life of an order over gRPC, and what is refused on the way.</summary>
public sealed class OrderCallsTests(GrpcFixture shop) : IClassFixture<GrpcFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _patience = new(Patience);

    [Fact]
    public async Task Order_FromCartToItsEvents_IsTheSameOverHttp()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005", 2);
        Assert.Equal(Wire.CartStatus.Open, cart.Status);
        Assert.Equal(2, cart.Items.Single().Quantity);
        cart = await shopper.Carts.SetQuantityAsync(
            new() { CartId = cart.Id, LineId = cart.Items[0].Id, Quantity = 1 }, shopper.With());
        Assert.Equal(cart.Items[0].UnitPrice, cart.Total);

        var order = await shopper.Orders.CreateOrderAsync(
            new() { CartId = cart.Id, PaymentToken = "tok_ok", ExpectedTotal = cart.Total }, shopper.With("grpc-life"));

        Assert.Equal(Wire.OrderStatus.Confirmed, order.Status);
        Assert.Equal(Wire.PaymentStatus.Captured, order.Payment.Status);
        Assert.Equal(("EUR", 2), (order.Total.Currency, order.Total.Exponent));
        Assert.Equal(order, await shopper.Orders.GetOrderAsync(new() { OrderId = order.Id }, shopper.With()));
        using var browser = shop.NewClient().WithToken(shopper.Token);
        var same = await browser.GetAsync($"/orders/{order.Id}");
        Assert.Equal(order.Total.MinorUnits, (long)same.Json["total"]!["amount"]!);
        Assert.Equal("confirmed", (string)same.Json["status"]!);
    }

    [Fact]
    public async Task WatchOrder_ResumedAfterTheFirstEvent_HasNoGap()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var order = await shopper.CheckOut(cart.Id, "grpc-watch");

        // From the beginning of all events, and then after the order's first.
        var all = await ReadAsync(shopper, order.Id, "evt_0", "shop.order.confirmed.v1");
        var rest = await ReadAsync(shopper, order.Id, all[0].Id, "shop.order.confirmed.v1");

        Assert.Equal("shop.order.placed.v1", all[0].Type);
        Assert.Equal([1, 2, 3, 4], all.Select(e => e.Sequence));
        Assert.All(all, e => Assert.Equal(order.Id, e.Subject));
        Assert.Equal(all.Skip(1), rest);
        var envelope = JsonNode.Parse(all[0].CloudEvent.Span)!;
        Assert.Equal((all[0].Id, order.Id), ((string)envelope["id"]!, (string)envelope["data"]!["orderId"]!));
    }

    [Fact]
    public async Task WatchOrder_OpenWhenSomethingHappens_ShowsIt()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var order = await shopper.CheckOut(cart.Id, "grpc-live");
        using var watch = shopper.Orders.WatchOrder(
            new() { OrderId = order.Id }, shopper.With(), cancellationToken: _patience.Token);
        await watch.ResponseHeadersAsync;

        using var operations = shop.NewOperator();
        await operations.PostAsync($"/orders/{order.Id}/refunds", new { }, "grpc-live-refund");

        Assert.True(await watch.ResponseStream.MoveNext(_patience.Token));
        Assert.Equal("shop.order.refunded.v1", watch.ResponseStream.Current.Event.Type);
    }

    [Theory]
    [InlineData("evt_")]
    [InlineData("17")]
    public async Task WatchOrder_AfterWhatIsNoEvent_IsRefused(string id)
    {
        using var shopper = shop.NewShopper();
        await shopper.NewCartWithAsync("BOOK-CLA-005");
        using var watch = shopper.Orders.WatchOrder(new() { OrderId = "x", AfterEventId = id }, shopper.With());

        var refused = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(_patience.Token));

        Assert.Equal((StatusCode.InvalidArgument, "cursor_invalid"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task CreateOrder_SameKeyAgain_IsOneOrderAndMarked()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        using var first = shopper.CheckOut(cart.Id, "grpc-twice");
        var order = await first;
        using var second = shopper.CheckOut(cart.Id, "grpc-twice");

        Assert.Equal(order.Id, (await second).Id);
        Assert.Null((await first.ResponseHeadersAsync).Get("idempotency-replayed"));
        Assert.Equal("true", (await second.ResponseHeadersAsync).GetValue("idempotency-replayed"));

        using var browser = shop.NewClient().WithToken(shopper.Token);
        Assert.Equal(order.Id, (string)(await browser.CheckoutAsync(cart.Id, "grpc-twice")).Json["id"]!);
    }

    [Fact]
    public async Task CreateOrder_SameKeyForAnotherBody_IsRefused()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        await shopper.CheckOut(cart.Id, "grpc-reused");

        var refused = await GrpcFixture.RefusedAsync(shopper.CheckOut(cart.Id, "grpc-reused", "tok_other"));

        Assert.Equal(
            (StatusCode.FailedPrecondition, "idempotency_key_reused"), (refused.StatusCode, refused.Reason()));
    }

    [Theory]
    [InlineData(null, "idempotency_key_required")]
    [InlineData("a b", "idempotency_key_invalid")]
    public async Task CreateOrder_WithoutAGoodKey_IsRefused(string? key, string reason)
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");

        var refused = await GrpcFixture.RefusedAsync(shopper.CheckOut(cart.Id, key));

        Assert.Equal((StatusCode.InvalidArgument, reason), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task CreateOrder_PaymentDeclined_SaysWhyAndWhichOrder()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");

        var refused = await GrpcFixture.RefusedAsync(
            shopper.CheckOut(cart.Id, "grpc-declined", "tok_insufficient_funds"));

        Assert.Equal((StatusCode.FailedPrecondition, "payment_declined"), (refused.StatusCode, refused.Reason()));
        Assert.Equal("insufficient_funds", refused.Info().Metadata["declineCode"]);
        var order = await shopper.Orders.GetOrderAsync(
            new() { OrderId = refused.Info().Metadata["orderId"] }, shopper.With());
        Assert.Equal(
            (Wire.OrderStatus.Cancelled, Wire.CancelReason.PaymentDeclined), (order.Status, order.Reason));
    }

    [Fact]
    public async Task CreateOrder_OfAnotherTotal_IsRefusedWithBoth()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");

        var refused = await GrpcFixture.RefusedAsync(shopper.Orders.CreateOrderAsync(
            new()
            {
                CartId = cart.Id,
                PaymentToken = "tok_ok",
                ExpectedTotal = new() { MinorUnits = 1, Currency = "EUR" },
            },
            shopper.With("grpc-total")));

        Assert.Equal((StatusCode.FailedPrecondition, "price_changed"), (refused.StatusCode, refused.Reason()));
        Assert.Equal($"{cart.Total.MinorUnits}", refused.Info().Metadata["actual"]);
    }

    [Fact]
    public async Task Order_OfAnother_IsNotFound()
    {
        using var owner = shop.NewShopper();
        var order = await owner.CheckOut((await owner.NewCartWithAsync("BOOK-CLA-005")).Id, "grpc-foreign");
        using var other = shop.NewShopper();
        await other.NewCartWithAsync("BOOK-CLA-005");
        using var watch = other.Orders.WatchOrder(new() { OrderId = order.Id }, other.With());

        RpcException[] refused =
        [
            await GrpcFixture.RefusedAsync(other.Orders.GetOrderAsync(new() { OrderId = order.Id }, other.With())),
            await GrpcFixture.RefusedAsync(other.Orders.CancelOrderAsync(new() { OrderId = order.Id }, other.With())),
            await GrpcFixture.RefusedAsync(other.Orders.GetOrderAsync(new() { OrderId = "ord_1" }, other.With())),
            await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(_patience.Token)),
        ];

        Assert.All(
            refused, e => Assert.Equal((StatusCode.NotFound, "order_not_found"), (e.StatusCode, e.Reason())));
    }

    [Fact]
    public async Task CancelOrder_ThatIsConfirmed_IsRefusedWithItsState()
    {
        using var shopper = shop.NewShopper();
        var order = await shopper.CheckOut((await shopper.NewCartWithAsync("BOOK-CLA-005")).Id, "grpc-cancel");

        var refused = await GrpcFixture.RefusedAsync(
            shopper.Orders.CancelOrderAsync(new() { OrderId = order.Id }, shopper.With()));

        Assert.Equal((StatusCode.FailedPrecondition, "invalid_state"), (refused.StatusCode, refused.Reason()));
        Assert.Equal("confirmed", refused.Info().Metadata["from"]);
    }

    public void Dispose() => _patience.Dispose();

    private async Task<List<Event>> ReadAsync(GrpcShopper shopper, string order, string after, string last)
    {
        using var watch = shopper.Orders.WatchOrder(
            new() { OrderId = order, AfterEventId = after }, shopper.With(), cancellationToken: _patience.Token);
        var events = new List<Event>();
        while (await watch.ResponseStream.MoveNext(_patience.Token))
        {
            events.Add(watch.ResponseStream.Current.Event);
            if (events[^1].Type == last) break;
        }

        return events;
    }
}

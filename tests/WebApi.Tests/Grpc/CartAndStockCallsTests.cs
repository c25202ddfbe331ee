using Grpc.Core;
using ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>Carts and stock over gRPC.</summary>
public sealed class CartAndStockCallsTests(GrpcFixture shop) : IClassFixture<GrpcFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task CreateCart_WithoutCredentials_GivesAGuestItsTokenOnce()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");

        Assert.StartsWith("sa_gst_", shopper.Token, StringComparison.Ordinal);
        Assert.Equal("", cart.Token);
        var read = await shopper.Carts.GetCartAsync(new() { CartId = cart.Id, CheckStock = true }, shopper.With());
        Assert.Equal(cart, read);
    }

    [Fact]
    public async Task CreateCart_SameKeyWithoutCredentials_IsOneCartAndMarked()
    {
        using var shopper = shop.NewShopper();
        var first = await shopper.Carts.CreateCartAsync(new(), shopper.With("grpc-cart-twice"));
        using var call = shopper.Carts.CreateCartAsync(new(), shopper.With("grpc-cart-twice"));

        Assert.Equal((first.Id, first.Token), ((await call).Id, (await call).Token));
        Assert.Equal("true", (await call.ResponseHeadersAsync).GetValue("idempotency-replayed"));
    }

    [Fact]
    public async Task CreateCart_InWhatIsNoCurrency_IsRefusedByName()
    {
        using var shopper = shop.NewShopper();

        var refused = await GrpcFixture.RefusedAsync(shopper.Carts.CreateCartAsync(new() { Currency = "XYZ" }));

        Assert.Equal((StatusCode.InvalidArgument, "invalid_request"), (refused.StatusCode, refused.Reason()));
        Assert.Equal("currency", refused.Info().Metadata["fields"]);
    }

    [Fact]
    public async Task AddItem_SameKeyForAnotherBody_IsRefused()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var add = new AddItemRequest { CartId = cart.Id, Sku = "BOOK-CLA-006", Quantity = 1 };
        var added = await shopper.Carts.AddItemAsync(add, shopper.With("grpc-add"));
        var again = await shopper.Carts.AddItemAsync(add, shopper.With("grpc-add"));

        var refused = await GrpcFixture.RefusedAsync(
            shopper.Carts.AddItemAsync(new(add) { Quantity = 2 }, shopper.With("grpc-add")));

        Assert.Equal(added.Version, again.Version);
        Assert.Equal(
            (StatusCode.FailedPrecondition, "idempotency_key_reused"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task RemoveItem_AtAnEarlierVersion_IsAborted()
    {
        using var shopper = shop.NewShopper();
        var cart = await shopper.NewCartWithAsync("BOOK-CLA-005");
        var remove = new RemoveItemRequest { CartId = cart.Id, LineId = cart.Items[0].Id };

        var refused = await GrpcFixture.RefusedAsync(
            shopper.Carts.RemoveItemAsync(remove, shopper.With(match: "\"1\"")));
        var removed = await shopper.Carts.RemoveItemAsync(remove, shopper.With(match: $"\"{cart.Version}\""));

        Assert.Equal((StatusCode.Aborted, "stale_version"), (refused.StatusCode, refused.Reason()));
        Assert.Equal($"{cart.Version}", refused.Info().Metadata["currentVersion"]);
        Assert.Empty(removed.Items);
    }

    [Fact]
    public async Task AddItem_AboveTheStock_IsRefusedWithTheNumbers()
    {
        using var shopper = shop.NewShopper();
        using var operations = shop.NewOperator();
        var stock = await shopper.Stock.GetStockAsync(new() { ItemId = "BOOK-CLA-008" });
        var adjusted = await operations.PostAsync(
            "/stock/BOOK-CLA-008/adjustments", new { delta = 3 - stock.Available, reason = "correction" }, "grpc-3");
        Assert.True((int)adjusted.Status == 201, adjusted.ToString());

        var refused = await Assert.ThrowsAsync<RpcException>(() => shopper.NewCartWithAsync("BOOK-CLA-008", 4));

        Assert.Equal((StatusCode.FailedPrecondition, "insufficient_stock"), (refused.StatusCode, refused.Reason()));
        Assert.Equal(
            ("BOOK-CLA-008", "4", "3"),
            (refused.Info().Metadata["sku"], refused.Info().Metadata["requested"],
                refused.Info().Metadata["available"]));
    }

    [Fact]
    public async Task Reserve_WatchedByAnyone_ShowsItsChanges()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var anyone = shop.NewShopper();
        using var watch = anyone.Stock.WatchStock(
            new() { ItemId = "BOOK-CLA-007" }, cancellationToken: patience.Token);
        await watch.ResponseHeadersAsync;
        using var shopper = shop.NewShopper();
        await shopper.NewCartWithAsync("BOOK-CLA-005");

        var reserved = await shopper.Stock.ReserveAsync(
            new() { ItemId = "BOOK-CLA-007", Quantity = 1 }, shopper.With());
        Assert.True(await watch.ResponseStream.MoveNext(patience.Token));
        var e = watch.ResponseStream.Current.Event;
        await shopper.Stock.ReleaseAsync(new() { ItemId = "BOOK-CLA-007" }, shopper.With());

        Assert.Equal((ReservationState.Held, 1), (reserved.State, reserved.Quantity));
        Assert.Equal(("shop.stock.changed.v1", "BOOK-CLA-007"), (e.Type, e.Subject));
        var refused = await GrpcFixture.RefusedAsync(
            shopper.Stock.ReleaseAsync(new() { ItemId = "BOOK-CLA-007" }, shopper.With()));
        Assert.Equal((StatusCode.NotFound, "reservation_not_found"), (refused.StatusCode, refused.Reason()));
    }

    [Fact]
    public async Task GetStock_OfWhatIsNotSold_IsNotFound()
    {
        using var shopper = shop.NewShopper();

        var refused = await GrpcFixture.RefusedAsync(shopper.Stock.GetStockAsync(new() { ItemId = "NO-SUCH" }));

        Assert.Equal((StatusCode.NotFound, "sku_not_found"), (refused.StatusCode, refused.Reason()));
    }
}

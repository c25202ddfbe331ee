using System.Net;
using ShopActors.WebApi.Tests;

namespace ShopActors.Client.Tests;

/// <summary>The client against a real shop.</summary>
public sealed class OrderLifeTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>docs/api.md shows the lines between the marks.</summary>
    [Fact]
    public async Task Client_BuysAndIsRefunded()
    {
        var (address, operatorsToken) = (shop.Address, ShopFixture.OpsToken);

        // <snippet>
        using var client = new ShopClient(new ShopClientOptions { Address = address });
        var product = await client.Products.ListAsync().FirstAsync();
        var cart = await client.Carts.CreateAsync();

        var shopper = client.WithToken(cart.Token);
        cart = await shopper.Carts.AddItemAsync(cart.Id, new() { Sku = product.Sku, Quantity = 2 });

        Order order;
        try
        {
            order = await shopper.Carts.CheckOutAsync(
                cart.Id, new() { PaymentToken = "tok_ok", ExpectedTotal = cart.Total });
        }
        catch (ShopProblemException refusal) when (refusal.Code == ProblemCodes.InsufficientStock)
        {
            throw new InvalidOperationException($"Only {refusal.Problem!.Available} are left.", refusal);
        }

        order = await shopper.Orders.WaitForEndAsync(order.Id, TimeSpan.FromSeconds(30));

        var refund = await client.WithToken(operatorsToken).Orders.RefundAsync(
            order.Id, new() { Amount = product.Price });
        // </snippet>

        Assert.Equal((OrderStatus.Confirmed, cart.Total), (order.Status, order.Total));
        Assert.Equal(product.Price.Amount * 2, order.Total.Amount);
        Assert.Equal(product.Price, refund.Amount);
        var timeline = await shopper.Orders.GetTimelineAsync(order.Id);
        Assert.Contains(timeline.Items, entry => entry.Type == "stock-reserved");
        var payment = await shopper.Payments.GetAsync(order.Payment.Id);
        Assert.Equal(order.Total, payment.Captured);
        var audit = await client.WithToken(operatorsToken).Audit.RunAsync();
        Assert.Empty(audit.Violations);
    }

    [Fact]
    public async Task Checkout_AnswerLostAfterTheShopExecutedIt_IsOneOrder()
    {
        using var http = new HttpClient(new FirstCheckoutsAnswerIsLost(ShopClient.NewHandler()));
        using var client = new ShopClient(http, new() { Address = shop.Address }, TimeProvider.System);
        var (shopper, cart) = await FillCartAsync(client);

        var order = await shopper.Carts.CheckOutAsync(cart.Id, new() { PaymentToken = "tok_ok" });

        Assert.True(order.IsReplayed);
        var ended = await shopper.Orders.WaitForEndAsync(order.Id, Patience);
        Assert.Equal(OrderStatus.Confirmed, ended.Status);
        Assert.Equal(order.Id, (await shopper.Orders.ListAsync().SingleAsync()).Id);
    }

    [Fact]
    public async Task Checkout_OfADecliningPayer_IsAProblem()
    {
        using var client = NewClient();
        var (shopper, cart) = await FillCartAsync(client);

        var problem = await Assert.ThrowsAsync<ShopProblemException>(
            () => shopper.Carts.CheckOutAsync(cart.Id, new() { PaymentToken = "tok_decline" }));

        Assert.Equal((HttpStatusCode.PaymentRequired, ProblemCodes.PaymentDeclined), (problem.Status, problem.Code));
        Assert.NotNull(problem.Problem!.DeclineCode);
        Assert.False(problem.IsOutcomeUnknown);
    }

    [Fact]
    public async Task Stock_SetAtAnOldVersion_IsRefused()
    {
        using var client = NewClient();
        var operators = client.WithToken(ShopFixture.OpsToken);
        var opened = await operators.Stock.SetAsync("CLIENT-1", 10, new() { IfNothingYet = true });
        await operators.Stock.AdjustAsync("CLIENT-1", new() { Delta = -3, Reason = AdjustmentReason.WrittenOff });

        var problem = await Assert.ThrowsAsync<ShopProblemException>(
            () => operators.Stock.SetAsync("CLIENT-1", 20, new() { IfMatch = opened.ETag }));

        Assert.Equal(ProblemCodes.StaleVersion, problem.Code);
        Assert.Equal(7, (await operators.Stock.ExplainAsync("CLIENT-1")).Stock.OnHand);
        var read = await operators.Stock.GetAsync("CLIENT-1");
        Assert.Null(await operators.Stock.GetIfChangedAsync("CLIENT-1", read.ETag!));
    }

    [Fact]
    public async Task Customer_RegistersChangesAndLeaves()
    {
        using var client = NewClient();
        var customer = await client.Customers.RegisterAsync(new() { Name = "Ada", Email = "ada@client.example" });
        var own = client.WithToken(customer.Token);
        customer = await own.Customers.GetAsync(customer.Id);

        var changed = await own.Customers.UpdateAsync(
            customer.Id, new() { Name = "Ada L.", Email = customer.Email }, new() { IfMatch = customer.ETag });
        await own.OwnCart.AddAsync((await client.Products.ListAsync().FirstAsync()).Sku, 1);
        await own.Customers.DeleteAsync(customer.Id);

        Assert.Equal("Ada L.", changed.Name);
        var problem = await Assert.ThrowsAsync<ShopProblemException>(() => own.Customers.GetAsync(customer.Id));
        Assert.Equal(ProblemCodes.Unauthenticated, problem.Code);
    }

    [Fact]
    public async Task Reservation_IsListedAndReleased()
    {
        using var client = NewClient();
        var (shopper, cart) = await FillCartAsync(client);
        var sku = cart.Items[0].Sku;

        var reservation = await shopper.Stock.ReserveAsync(sku, 1);
        var listed = await client.WithToken(ShopFixture.OpsToken).Stock.ListReservationsAsync(sku).ToListAsync();
        await shopper.Stock.ReleaseAsync(sku);

        Assert.Equal(ReservationState.Held, reservation.State);
        Assert.Contains(listed, candidate => candidate.Id == reservation.Id);
    }

    /// <summary>Guests are told apart by token: a kept cookie would make the second cart the first guest's.</summary>
    [Fact]
    public async Task Carts_OfOneClient_BelongToDifferentGuests()
    {
        using var client = NewClient();

        var first = await client.Carts.CreateAsync();
        var second = await client.Carts.CreateAsync();

        Assert.NotEqual(first.Token, second.Token);
        var problem = await Assert.ThrowsAsync<ShopProblemException>(
            () => client.WithToken(first.Token).Carts.GetAsync(second.Id));
        Assert.Equal(ProblemCodes.CartNotFound, problem.Code);
    }

    private ShopClient NewClient() => new(new ShopClientOptions { Address = shop.Address });

    private static async Task<(ShopClient Shopper, Cart Cart)> FillCartAsync(ShopClient client)
    {
        var product = await client.Products.ListAsync().FirstAsync();
        var cart = await client.Carts.CreateAsync();
        var shopper = client.WithToken(cart.Token);
        return (shopper, await shopper.Carts.AddItemAsync(cart.Id, new() { Sku = product.Sku, Quantity = 1 }));
    }

    /// <summary>A connection that breaks when the shop has executed the first checkout.</summary>
    private sealed class FirstCheckoutsAnswerIsLost(HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        private int _checkouts;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var isCheckout = request.RequestUri!.AbsolutePath.EndsWith("/checkout", StringComparison.Ordinal);
            if (!isCheckout || Interlocked.Increment(ref _checkouts) > 1) return answer;
            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection failed.");
        }
    }
}

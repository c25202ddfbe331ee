using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Customers;

/// <summary>What customers have bought, as it follows the events of their orders and as it is counted anew.</summary>
public sealed class CustomerTotalsTests
{
    private const string Feed = "customers";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly MemoryJournalStore _store = new();
    private readonly BookProvider _provider = new();
    private readonly SeededRandom _random = new(31);
    private int _operations;

    [Fact]
    public async Task Totals_FollowConfirmationsRefundsAndNothingElse()
    {
        await using var silo = await StartAsync();
        var ada = await RegisterAsync(silo, "ada@example.org");
        var first = await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 2);
        await BuyAsync(silo, Caller.Customer(ada), "tok_declined", 1);
        var second = await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);

        var totals = await UntilAsync(silo, ada, orders: 2, spent: 3_750);

        Assert.Equal((second.Id, second.PlacedAt), (totals.LastOrder!.Value, totals.LastOrderAt!.Value));
        var refunded = await silo.Grains.GetGrain<IOrderGrain>(first.Id.Value)
            .Refund(NewOperation(), Operators.All, new(new Money(1_000, Currency.Eur)));
        Assert.True(refunded.IsOk, refunded.ToString());
        await UntilAsync(silo, ada, orders: 2, spent: 2_750);
    }

    [Fact]
    public async Task Totals_OfEventsDeliveredAgain_CountOnce()
    {
        await using var silo = await StartAsync();
        var ada = await RegisterAsync(silo, "ada@example.org");
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 2);
        await UntilAsync(silo, ada, orders: 1, spent: 2_500);

        var subscription = silo.Grains.GetGrain<ISubscriptionGrain>(Feed);
        var replayed = await subscription.Replay(NewOperation(), Operators.All, 0);
        Assert.True(replayed.IsOk, replayed.ToString());
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);

        await UntilAsync(silo, ada, orders: 2, spent: 3_750);
        await UntilAsync(async () => (await subscription.Get(Operators.All)).Value!.BehindSince is null);
        Assert.Equal(2, (await ReadAsync(silo, ada)).Orders);
    }

    [Fact]
    public async Task Totals_WhoseEventsNeverCame_AreCountedAnewByCommand()
    {
        await using var silo = await StartAsync();
        var subscription = silo.Grains.GetGrain<ISubscriptionGrain>(Feed);
        Assert.True((await subscription.Pause(NewOperation(), Operators.All)).IsOk);
        var ada = await RegisterAsync(silo, "ada@example.org");
        var eve = await RegisterAsync(silo, "eve@example.org");
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 2);
        Assert.Equal(0, (await ReadAsync(silo, ada)).Orders);

        var recount = silo.Grains.GetGrain<ICustomerRecountGrain>(ICustomerRecountGrain.Key);
        Assert.Equal(RecountStatus.Never, (await recount.Get(Operators.All)).Value!.Status);
        Assert.Equal(
            ErrorCode.Forbidden,
            (await recount.Begin(NewOperation(), Caller.Ops(new("ops"), Scopes.OrdersRead))).Error?.Code);
        var operation = NewOperation();
        Assert.False((await recount.Begin(operation, Operators.All)).IsReplay);
        await UntilAsync(async () =>
            (await recount.Get(Operators.All)).Value is { Status: RecountStatus.Completed, Customers: 2 });

        await UntilAsync(silo, ada, orders: 1, spent: 2_500);
        Assert.Equal(0, (await ReadAsync(silo, eve)).Orders);
        Assert.True((await recount.Begin(operation, Operators.All)).IsReplay);
        Assert.True((await subscription.Resume(NewOperation(), Operators.All)).IsOk);
        await UntilAsync(async () => (await subscription.Get(Operators.All)).Value!.BehindSince is null);
        await UntilAsync(silo, ada, orders: 1, spent: 2_500);
    }

    [Fact]
    public async Task Recount_WhoseSiloEnded_GoesOnByItsWakeUp()
    {
        await using (var silo = await StartAsync())
        {
            var ada = await RegisterAsync(silo, "ada@example.org");
            var feed = silo.Grains.GetGrain<ISubscriptionGrain>(Feed);
            Assert.True((await feed.Pause(NewOperation(), Operators.All)).IsOk);
            await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 2);
        }

        // What a silo has written that died before it counted.
        var journal = new JournalId($"customer-recount/{ICustomerRecountGrain.Key}");
        var requested = new RecountRequested(new("r"), Operators.All.Id) { At = DateTimeOffset.UnixEpoch };
        await _store.AppendAsync(new(
            journal, 0, 0, 1, [CustomerRecountState.Codec.EncodeEvent(requested)], default,
            WakeUp.At(DateTimeOffset.UnixEpoch)));

        await using var next = await StartAsync();
        var recount = next.Grains.GetGrain<ICustomerRecountGrain>(ICustomerRecountGrain.Key);
        await UntilAsync(async () => (await recount.Get(Operators.All)).Value!.Status == RecountStatus.Completed);
        var listed = await next.Grains.GetGrain<ICustomerDirectoryGrain>(0).List(Operators.All, new());
        Assert.Equal(1, Assert.Single(listed.Value!.Customers).Totals.Orders);
    }

    [Fact]
    public async Task Totals_WithAnOrderThatIsStillOpen_CountItWhenItIsConfirmed()
    {
        await using var silo = await StartAsync();
        var ada = await RegisterAsync(silo, "ada@example.org");
        var open = await BuyAsync(silo, Caller.Customer(ada), "tok_3ds", 1);
        Assert.Equal(OrderStatus.Pending, open.Status);
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);
        await UntilAsync(silo, ada, orders: 2, spent: 2_500);
        Assert.Equal(0, (await ReadStateAsync(ada)).Count.Sum.Orders);

        var cancelled = await silo.Grains.GetGrain<IOrderGrain>(open.Id.Value).Cancel(Caller.Customer(ada));
        Assert.True(cancelled.IsOk, cancelled.ToString());
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);

        // From now on these orders are a sum, and a further one is added to it.
        await UntilAsync(silo, ada, orders: 3, spent: 3_750);
        Assert.Equal(3, (await ReadStateAsync(ada)).Count.Sum.Orders);
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);
        await UntilAsync(silo, ada, orders: 4, spent: 5_000);
    }

    [Fact]
    public async Task Totals_OfAGuestsOrder_AreTheCustomersWhoClaimsIt()
    {
        await using var silo = await StartAsync(playsOrders: true);
        var ada = await RegisterAsync(silo, "ada@example.org");
        var order = await BuyAsync(silo, Caller.Guest(TokenHash.Of("guest")), "tok_ok", 2);
        await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 1);
        await UntilAsync(silo, ada, orders: 1, spent: 1_250);

        Assert.True((await silo.Grains.GetGrain<IClaimableOrder>(order.Id.Value).Claim(ada)).IsOk);

        var totals = await UntilAsync(silo, ada, orders: 2, spent: 3_750);
        Assert.NotEqual(order.Id, totals.LastOrder);
    }

    [Fact]
    public async Task Totals_OfADeletedCustomer_AreErasedAndStayEmpty()
    {
        await using var silo = await StartAsync();
        var ada = await RegisterAsync(silo, "ada@example.org");
        var order = await BuyAsync(silo, Caller.Customer(ada), "tok_ok", 2);
        await UntilAsync(silo, ada, orders: 1, spent: 2_500);

        Assert.True((await silo.Grains.GetGrain<ICustomerGrain>(ada.Value).Delete(Operators.All)).IsOk);

        var directory = silo.Grains.GetGrain<ICustomerDirectoryGrain>(0);
        Assert.Equal(ErrorCode.CustomerNotFound, (await directory.Read(Operators.All, ada)).Error?.Code);
        Assert.Empty((await directory.List(Operators.All, new())).Value!.Customers);
        await silo.Grains.GetGrain<IOrderGrain>(order.Id.Value)
            .Refund(NewOperation(), Operators.All, new(new Money(1_000, Currency.Eur)));
        var subscription = silo.Grains.GetGrain<ISubscriptionGrain>(Feed);
        await UntilAsync(async () => (await subscription.Get(Operators.All)).Value!.BehindSince is null);
        var state = await ReadStateAsync(ada);
        Assert.Equal((true, 0), (state.IsErased, state.Count.Totals.Orders));
    }

    private Task<ShopSilo> StartAsync(bool playsOrders = false) =>
        ShopSilo.Start(_store, _provider, playsOrders: playsOrders);

    private async Task<CustomerId> RegisterAsync(ShopSilo silo, string email)
    {
        await silo.Grains.Stock(Shopping.BookA, 100);
        var id = CustomerId.New(_random);
        var registered = await silo.Grains.GetGrain<ICustomerGrain>(id.Value)
            .Register(new("r"), CustomerSamples.Of(new("Ada", email)));
        Assert.True(registered.IsOk, registered.ToString());
        return id;
    }

    private async Task<OrderSnapshot> BuyAsync(ShopSilo silo, Caller caller, string token, int quantity)
    {
        var (cart, key) = (CartId.New(_random), $"key-{++_operations}");
        Assert.True((await silo.Cart(cart).Create(NewOperation(), caller, Currency.Eur)).IsOk);
        var added = await silo.Cart(cart).AddItem(
            NewOperation(), caller, new AddCartItem { Sku = Shopping.BookA, Quantity = quantity });
        Assert.True(added.IsOk, added.ToString());
        var placed = await silo.Grains.GetGrain<IOrderGrain>(OrderId.For(caller.Id, key).Value).Place(new()
        {
            Caller = caller,
            IdempotencyKey = key,
            Cart = cart,
            PaymentToken = token,
        });
        Assert.True(placed.IsOk, placed.ToString());
        return placed.Value;
    }

    private OperationId NewOperation() => new($"operation-{++_operations}");

    private static async Task<CustomerTotals> ReadAsync(ShopSilo silo, CustomerId customer) =>
        (await silo.Grains.GetGrain<ICustomerDirectoryGrain>(0).Read(Operators.All, customer)).Value!.Totals;

    private async Task<CustomerTotalsState> ReadStateAsync(CustomerId customer) =>
        (await _store.ReadAsync(new($"customer-totals/{customer}")))
            .ToState<CustomerTotalsState, CustomerTotalsEvent>(customer.Value);

    private static async Task<CustomerTotals> UntilAsync(ShopSilo silo, CustomerId customer, long orders, long spent)
    {
        CustomerTotals totals = new();
        await UntilAsync(
            async () => (totals = await ReadAsync(silo, customer)).Orders == orders &&
                totals.Spent.SequenceEqual([new(spent, Currency.Eur)]),
            () => $"{orders} orders of {spent} expected, found {totals.Orders} of {string.Join(", ", totals.Spent)}");
        return totals;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, Func<string>? describe = null)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await condition();)
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(began) < Patience,
                describe?.Invoke() ?? "It did not happen in time.");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}

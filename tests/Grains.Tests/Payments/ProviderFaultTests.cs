using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Payments;

/// <summary>Faults of the provider and its webhooks, through real grains on a silo.</summary>
public sealed class ProviderFaultTests
{
    private readonly BookProvider _books = new();

    [Fact]
    public async Task B11_AuthorisationThatExpiresBeforeTheCapture_CancelsTheOrderAndReleasesTheStock()
    {
        await using var shop = await ShopSilo.Start(new MemoryJournalStore(), new ExpiringProvider(_books));
        await shop.Grains.Stock(Shopping.BookA, 10);
        await shop.Grains.Fill(1, Shopping.BookA, 2);

        var order = await shop.Grains.Place(1, "tok_ok");

        Assert.Equal((OrderStatus.Cancelled, CancelReason.CaptureRefused), (order.Value?.Status, order.Value?.Reason));
        Assert.Equal("authorisation_expired", order.Value!.ReasonDetails["declineCode"]);
        var stock = (await shop.Grains.GetGrain<IStockGrain>(Shopping.BookA.Value).Get()).Value!;
        Assert.Equal((10L, 0L), (stock.Available, stock.Sold));
        ShopAssert.Balanced(await shop.Grains.Audit(), "expired");
    }

    [Fact]
    public async Task C7_WebhookForAPaymentThatTheShopDoesNotKnow_IsTakenAndKept()
    {
        var store = new MemoryJournalStore();
        await using var shop = await ShopSilo.Start(store, _books);
        var order = OrderId.For(new PrincipalId("stranger"), "key");

        var taken = await Send(shop, PaymentId.For(order));

        Assert.True(taken.IsOk, taken.ToString());
        Assert.True((await store.ReadAsync(OrderJournals.Of(order))).Exists);
        ShopAssert.Balanced(await shop.Grains.Audit(), "unknown");
    }

    [Fact]
    public async Task C8_WebhookWhileTheStoreIsAway_IsNotTaken()
    {
        var store = new AwayStore();
        await using var shop = await ShopSilo.Start(store, _books);
        var payment = PaymentId.For(OrderId.For(new PrincipalId("stranger"), "key"));

        store.IsAway = true;
        await Assert.ThrowsAnyAsync<Exception>(() => Send(shop, payment));

        store.IsAway = false;
        Assert.True((await Send(shop, payment)).IsOk);
    }

    private static Task<Result> Send(ShopSilo shop, PaymentId payment) =>
        shop.Grains.GetGrain<IPaymentGrain>(payment.Value).HandleWebhook(
            Caller.Provider,
            new() { EventId = "evt_1", Type = "capture.succeeded", Key = PaymentKeys.Capture(payment) });

    /// <summary>Authorisations end at once.</summary>
    private sealed class ExpiringProvider(BookProvider books) : IPaymentProvider
    {
        public Task<ProviderAnswer> ExecuteAsync(ProviderRequest request, CancellationToken cancellationToken) =>
            request.Operation == ProviderOperation.Capture
                ? Task.FromResult(
                    new ProviderAnswer { Outcome = ProviderOutcome.Refused, Code = "authorisation_expired" })
                : books.ExecuteAsync(request, cancellationToken);

        public Task<ProviderAnswer> FindAsync(ProviderLookup lookup, CancellationToken cancellationToken) =>
            books.FindAsync(lookup, cancellationToken);

        public IAsyncEnumerable<ProviderCharge> ReadChargesAsync(CancellationToken cancellationToken) =>
            books.ReadChargesAsync(cancellationToken);
    }

    private sealed class AwayStore() : StoreDecorator(new MemoryJournalStore())
    {
        public bool IsAway { get; set; }

        public override ValueTask<long> AppendAsync(
            JournalAppend append, CancellationToken cancellationToken = default) =>
            IsAway
                ? throw new JournalStoreException(JournalStoreFailure.Unavailable, "The store is away.")
                : base.AppendAsync(append, cancellationToken);
    }
}

using System.Collections.Concurrent;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Journals;

/// <summary>Answers without an append ask a shared store whether they are the newest (docs/adr/0033).</summary>
public sealed class ConfirmedAnswersTests
{
    [Fact]
    public async Task Purchase_OnASharedStore_AsksAsOftenAsDocumented()
    {
        var store = new CountingStore();
        await using var shop = await ShopSilo.Start(store, new BookProvider());
        await shop.Grains.Stock(Shopping.BookA, 10);
        store.Asked();

        // The stock tells the cart what it offers. The order reads the cart's prices, and answers last.
        await shop.Grains.Fill(1, Shopping.BookA, 2);
        Assert.Equal(["stock"], store.Asked());
        Assert.Equal(OrderStatus.Confirmed, (await shop.Grains.Place(1, "tok_ok")).Value?.Status);
        Assert.Equal(["cart", "order"], store.Asked());
    }

    private sealed class CountingStore() : StoreDecorator(new MemoryJournalStore())
    {
        // Without those of the feeds, which run whenever there is something to hand over.
        private static readonly HashSet<string> Types = ["cart", "order", "stock"];

        private readonly ConcurrentQueue<string> _asked = new();

        public override ValueTask<JournalPosition> ReadPositionAsync(
            JournalId id, CancellationToken cancellationToken = default)
        {
            _asked.Enqueue(id.Value.Split('/')[0]);
            return base.ReadPositionAsync(id, cancellationToken);
        }

        /// <summary>The types of the journals whose positions were read since the last call.</summary>
        public List<string> Asked()
        {
            List<string> asked = [.. _asked.Where(Types.Contains).Order()];
            _asked.Clear();
            return asked;
        }
    }
}

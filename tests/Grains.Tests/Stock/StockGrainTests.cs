using System.Text;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using Xunit.Abstractions;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stock;

public sealed class StockGrainTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly MemoryJournalStore _store = new();

    [Fact]
    public async Task Reserve_LastUnitBy200Buyers_GoesToExactlyOne()
    {
        await using var silo = await ShopSilo.Start(_store, playsOrders: true);
        await silo.Stock("LAST").Open(new("open"), Operators.All, 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            buyer => silo.Stock("LAST").Reserve(Guest(buyer), new(1, Long))));
        Assert.Single(answers, answer => answer.IsOk);
        Assert.All(
            answers.Where(answer => answer.IsRefused),
            answer => Assert.Equal(ErrorCode.InsufficientStock, answer.Error!.Code));
        var stock = (await silo.Stock("LAST").Get()).Value!;
        Assert.Equal((0, 1), (stock.Available, stock.Held));
    }

    [Fact]
    public async Task Stock_SiloRestarted_KeepsHoldsMovementsAndAnswers()
    {
        StockSnapshot before;
        Result<StockMovement> first;
        await using (var silo = await ShopSilo.Start(_store, playsOrders: true))
        {
            var stock = silo.Stock("B");
            await stock.Open(new("open"), Operators.All, 100);
            var holds = silo.Holds("B");
            for (var i = 0; i < 60; i++) await holds.Take(new($"h{i}"), 1, new("buyer"));
            for (var i = 0; i < 20; i++) await holds.Commit(new($"h{i}"));
            await holds.Release(new("late"));
            first = await stock.Adjust(new("op"), Operators.All, new(5, StockReason.Received));
            before = (await stock.Get()).Value!;
        }

        await using var restarted = await ShopSilo.Start(_store, playsOrders: true);
        var again = restarted.Stock("B");
        Assert.Equal(before, (await again.Get()).Value);
        Assert.Equal(first.Value, (await again.Adjust(new("op"), Operators.All, new(5, StockReason.Received))).Value);
        var late = await restarted.Holds("B").Take(new("late"), 1, new("buyer"));
        Assert.Equal(ErrorCode.ReservationEnded, late.Error?.Code);
        Assert.True((await restarted.Holds("B").Commit(new("h19"))).IsOk);
        Assert.Equal(before, (await again.Get()).Value);
        Assert.True((await again.Explain(Operators.All, null, 100)).Value!.Balanced);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Buyers_WhileAppendsFail_NeverOversellAndLoseNothingAcknowledged(int seed)
    {
        const int Initial = 30;
        output.WriteLine($"seed {seed}");
        var store = new FlakyJournalStore(_store, seed, failures: 0.3);
        await using var silo = await ShopSilo.Start(store, playsOrders: true);
        await Insist(() => silo.Stock("HOT").Open(new("open"), Operators.All, Initial));

        var sold = await Task.WhenAll(Enumerable.Range(0, 120).Select(buyer => Buy(silo, $"h{buyer}")));

        store.IsFailing = false;
        var stock = (await Insist(() => silo.Stock("HOT").Get())).Value!;
        output.WriteLine($"{store.Failed} appends failed; {stock}");
        Assert.True(store.Failed > 0, "No append failed, so nothing was tested.");
        Assert.Equal(Initial, stock.Available + stock.Held + stock.Pinned + stock.Sold);
        Assert.Equal(sold.Count(done => done), stock.Sold);
        Assert.Equal(Initial, stock.Sold);
        Assert.Equal(0, stock.Held + stock.Pinned);
    }

    [Fact]
    public async Task Buyers_OnTwoSilosThatBothOwnTheSku_NeverOversell()
    {
        const int Initial = 12;
        await using var zombie = await ShopSilo.Start(_store, playsOrders: true);
        await zombie.Stock("HOT").Open(new("open"), Operators.All, Initial);
        await using var silo = await ShopSilo.Start(_store, playsOrders: true);

        var sold = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            buyer => Buy(buyer % 2 == 0 ? zombie : silo, $"h{buyer}")));

        await using var judge = await ShopSilo.Start(_store, playsOrders: true);
        var stock = (await judge.Stock("HOT").Get()).Value!;
        Assert.Equal(Initial, sold.Count(done => done));
        Assert.Equal((Initial, 0, 0, 0), (stock.Sold, stock.Held, stock.Pinned, stock.Available));
        Assert.True((await judge.Stock("HOT").Explain(Operators.All, null, 10)).Value!.Balanced);
    }

    [Fact]
    public async Task Hold_PastItsDeadline_IsRecordedWithoutACall()
    {
        var time = new FakeTimeProvider();
        await using var silo = await ShopSilo.Start(_store, time: time, playsOrders: true);
        await silo.Stock("B").Open(new("open"), Operators.All, 1);
        await silo.Stock("B").Reserve(Guest(1), new(1, TimeSpan.FromMinutes(1)));
        time.Advance(TimeSpan.FromMinutes(1));
        await silo.Grains.GetGrain<IWakeable>(GrainId.Create("stock", "B")).Wake();

        var journal = await _store.ReadAsync(new("stock/B"));
        Assert.Contains("expired", Encoding.UTF8.GetString(journal!.Events[^1].Span), StringComparison.Ordinal);
        Assert.Null(journal.WakeAt);
        Assert.True((await silo.Stock("B").Reserve(Guest(2), new(1, TimeSpan.FromMinutes(1)))).IsOk);
    }

    private static Caller Guest(int number) => new(CallerKind.Guest, new($"gst_{number}"), []);

    private static async Task<bool> Buy(ShopSilo silo, string buyer)
    {
        var hold = new HoldId(buyer);
        if ((await Insist(() => silo.Holds("HOT").Take(hold, 1, new(buyer)))).IsRefused) return false;
        Assert.True((await Insist(() => silo.Holds("HOT").Commit(hold))).IsOk);
        return true;
    }

    /// <summary>Repeats a command until it is answered, as a saga does.</summary>
    private static async Task<T> Insist<T>(Func<Task<T>> command)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await command();
            }
            catch (Exception e) when (IsTransient(e) && attempt < 10_000)
            {
                await Task.Yield();
            }
        }
    }

    // A runtime may pass a call on from activations that end for only so many times before it gives the call back.
    private static bool IsTransient(Exception e) =>
        e is JournalStoreException { IsTransient: true } or OrleansMessageRejectionException;
}

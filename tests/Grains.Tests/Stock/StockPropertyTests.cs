using System.Text.Json;
using ShopActors.Grains.Tests.Primitives;
using Xunit.Abstractions;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Stock;

/// <summary>Random commands against a model that knows only the promises, not how the state keeps them.</summary>
public sealed class StockPropertyTests(ITestOutputHelper output)
{
    private const int Steps = 1_500;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stock_RandomCommands_AgreeWithTheModelAndAddUp(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var stock = StockDriver.Opened(random.Next(0, 60));
        var model = new StockModel(stock.State.Initial);
        for (var step = 0; step < Steps; step++)
        {
            var hold = $"h{random.Next(120)}";
            var quantity = random.Next(1, 6);
            var ttl = random.Next(1, 40);
            stock.Now += TimeSpan.FromSeconds(random.Next(0, 3));
            model.Expire(stock.Now);
            var (expected, actual, what) = random.Next(9) switch
            {
                0 or 1 or 2 => (model.Reserve(hold, quantity, stock.Now.AddSeconds(ttl)),
                    stock.Reserve(hold, quantity, ttl), "reserve"),
                3 or 4 => (model.Take(hold, quantity), stock.Take(hold, quantity), "take"),
                5 or 6 => (model.Commit(hold), stock.Commit(hold), "commit"),
                7 => (model.Release(hold), stock.Release(hold), "release"),
                _ => AdjustBoth(model, stock, random),
            };
            Assert.True(
                expected == actual?.Code, $"seed {seed} step {step} {what} {hold}: {expected} ≠ {actual?.Code}");
            Assert.True(model.Available == stock.State.Available + stock.State.OverdueUnits(stock.Now), $"step {step}");
            Assert.Equal(model.Pinned, stock.State.Pinned);
            Assert.Equal(model.Sold, stock.State.Sold);
            if (step % 100 == 0) Assert.True(StockRules.Explain(stock.State, Operators.All, null, 50).Value!.Balanced);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Stock_RestoredFromJournalOrSnapshot_IsTheSame(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var stock = StockDriver.Opened(40);
        for (var step = 0; step < 300; step++)
        {
            var hold = $"h{random.Next(60)}";
            stock.Now += TimeSpan.FromSeconds(random.Next(0, 5));
            _ = random.Next(6) switch
            {
                0 or 1 => stock.Reserve(hold, random.Next(1, 4), random.Next(1, 60)),
                2 => stock.Take(hold, random.Next(1, 4)),
                3 => stock.Commit(hold),
                4 => stock.Release(hold),
                _ => stock.Adjust($"op{random.Next(30)}", random.Next(-3, 4)),
            };
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(stock.State, StockJson.Default.StockState);
        var restored = JsonSerializer.Deserialize(json, StockJson.Default.StockState)!;
        var replayed = stock.Journal.Aggregate(
            new StockState(StockDriver.Sku), (state, e) => state.Apply(Roundtrip(e)));

        Assert.Equal(stock.State.ToSnapshot(), restored.ToSnapshot());
        Assert.Equal(stock.State.ToSnapshot(), replayed.ToSnapshot());
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(replayed, StockJson.Default.StockState));
        for (var i = 0; i < 60; i++)
        {
            var id = new HoldId($"h{i}");
            Assert.Equal(stock.State.FindHold(id), restored.FindHold(id));
            Assert.Equal(stock.State.FindHold(id), replayed.FindHold(id));
        }
    }

    private static StockEvent Roundtrip(StockEvent e) =>
        JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(e, StockJson.Default.StockEvent), StockJson.Default.StockEvent)!;

    private static (string? Expected, ShopError? Actual, string What) AdjustBoth(
        StockModel model, StockDriver stock, Random random)
    {
        var delta = random.Next(-4, 6);
        if (delta == 0) delta = 1;
        var operation = $"op{random.Next(100_000)}";
        return (model.Adjust(operation, delta), stock.Adjust(operation, delta), "adjust");
    }

    /// <summary>The promises, kept by the slowest means: one list of holds, sums taken each time.</summary>
    private sealed class StockModel(long initial)
    {
        private readonly Dictionary<string, Entry> _holds = [];
        private readonly Dictionary<string, long> _operations = [];
        private long _onHand = initial;

        public long Pinned => _holds.Values.Where(h => h.State == HoldState.Pinned).Sum(h => (long)h.Quantity);

        public long Sold => _holds.Values.Where(h => h.State == HoldState.Sold).Sum(h => (long)h.Quantity);

        public long Available =>
            _onHand - Sold - Pinned - _holds.Values.Where(h => h.State == HoldState.Held).Sum(h => (long)h.Quantity);

        public void Expire(DateTimeOffset now)
        {
            foreach (var (id, hold) in _holds.Where(h => h.Value.State == HoldState.Held && h.Value.Deadline <= now))
            {
                _holds[id] = hold with { State = HoldState.Expired };
            }
        }

        public string? Reserve(string id, int quantity, DateTimeOffset deadline) =>
            SetAside(id, new(quantity, HoldState.Held, deadline));

        public string? Take(string id, int quantity) => SetAside(id, new(quantity, HoldState.Pinned, default));

        public string? Commit(string id)
        {
            if (!_holds.TryGetValue(id, out var hold)) return "stock.hold-not-found";
            if (hold.State is HoldState.Released or HoldState.Expired) return "stock.hold-ended";
            if (hold.State == HoldState.Held) return "stock.hold-not-pinned";
            _holds[id] = hold with { State = HoldState.Sold };
            return null;
        }

        public string? Release(string id)
        {
            if (!_holds.TryGetValue(id, out var hold)) hold = new(0, HoldState.Held, default);
            if (hold.State == HoldState.Sold) return "stock.hold-ended";
            if (hold.State != HoldState.Expired) _holds[id] = hold with { State = HoldState.Released };
            return null;
        }

        public string? Adjust(string operation, long delta)
        {
            if (_operations.TryGetValue(operation, out var earlier))
            {
                return earlier == delta ? null : "stock.operation-reused";
            }

            if (Available + delta < 0) return "stock.would-go-negative";
            _onHand += delta;
            _operations[operation] = delta;
            return null;
        }

        private string? SetAside(string id, Entry wanted)
        {
            if (_holds.TryGetValue(id, out var hold))
            {
                if (hold.State is HoldState.Released or HoldState.Expired) return "stock.hold-ended";
                var isSame = hold.Quantity == wanted.Quantity
                    && (hold.State == HoldState.Sold || hold.State == wanted.State);
                return isSame ? null : "stock.hold-mismatch";
            }

            if (wanted.Quantity > Available) return "stock.insufficient";
            _holds[id] = wanted;
            return null;
        }

        private sealed record Entry(int Quantity, HoldState State, DateTimeOffset Deadline);
    }
}

using System.Text.Json;
using CsCheck;

namespace ShopActors.Grains.Tests.Stock;

/// <summary>Random commands against a model that knows only the promises, not how the state keeps them.</summary>
public sealed class StockPropertyTests
{
    // Few names are used again and again, many fill the state.
    private static readonly Gen<string> Holds = Gen.OneOf<int>(Gen.Int[0, 9], Gen.Int[0, 119]).Select(n => $"h{n}");
    private static readonly Gen<string> Adjustments =
        Gen.OneOf<int>(Gen.Int[0, 29], Gen.Int[0, 99_999]).Select(n => $"op{n}");

    private static readonly Gen<int> Quantities = Gen.Int[1, 5];

    private static readonly Gen<StockOperation> Operations = Gen.Frequency<StockOperation>(
        (3, Gen.Int[1, 6].Select(seconds => new StockOperation(
            $"wait {seconds} s", (_, _) => null, stock => stock.Wait(seconds)))),
        (3, Gen.Select(Holds, Quantities, Gen.Int[1, 39], (hold, quantity, seconds) => new StockOperation(
            $"reserve {quantity} as {hold} for {seconds} s",
            (model, now) => model.Reserve(hold, quantity, now.AddSeconds(seconds)),
            stock => stock.Reserve(hold, quantity, seconds)))),
        (2, Gen.Select(Holds, Quantities, (hold, quantity) => new StockOperation(
            $"take {quantity} as {hold}",
            (model, _) => model.Take(hold, quantity, null),
            stock => stock.Take(hold, quantity)))),
        (2, Gen.Select(Holds, Holds, Quantities, (hold, own, quantity) => new StockOperation(
            $"take {quantity} as {hold} for the owner of {own}",
            (model, _) => model.Take(hold, quantity, own),
            stock => stock.Take(hold, quantity, own)))),
        (2, Holds.Select(hold => new StockOperation(
            $"commit {hold}", (model, _) => model.Commit(hold), stock => stock.Commit(hold)))),
        (1, Holds.Select(hold => new StockOperation(
            $"release {hold}", (model, _) => model.Release(hold), stock => stock.Release(hold)))),
        (1, Gen.Select(Adjustments, Gen.Int[-4, 5].Where(delta => delta != 0), (id, delta) => new StockOperation(
            $"adjust by {delta} as {id}", (model, _) => model.Adjust(id, delta), stock => stock.Adjust(id, delta)))));

    [Fact]
    public Task Stock_RandomCommands_AgreeWithTheModelAndAddUp() =>
        Gen.Select(Gen.Int[0, 59], Sequences(2_800)).SampleRepeatablyAsync(cases: 36, sample =>
        {
            var (initial, operations) = sample;
            var stock = StockDriver.Opened(initial);
            var model = new StockModel(initial);
            foreach (var (operation, step) in operations.Select((operation, step) => (operation, step)))
            {
                var expected = operation.Expected(model, stock.Now);
                var actual = operation.Run(stock);
                model.Expire(stock.Now);
                Assert.True(expected == actual?.Code, $"step {step}, {operation}: {expected} ≠ {actual?.Code}");
                Assert.Equal(model.Available, stock.State.Available + stock.State.OverdueUnits(stock.Now));
                Assert.Equal(model.Pinned, stock.State.Pinned);
                Assert.Equal(model.Sold, stock.State.Sold);
                if (step % 100 == 0) AssertBalanced(stock.State);
            }

            AssertBalanced(stock.State);
        });

    [Fact]
    public Task Stock_RestoredFromJournalOrSnapshot_IsTheSame() =>
        Sequences(800).SampleRepeatablyAsync(cases: 20, operations =>
        {
            var stock = StockDriver.Opened(40);
            foreach (var operation in operations) operation.Run(stock);

            var json = JsonSerializer.SerializeToUtf8Bytes(stock.State, StockJson.Default.StockState);
            var restored = JsonSerializer.Deserialize(json, StockJson.Default.StockState)!;
            var replayed = stock.Journal.Aggregate(
                new StockState(StockDriver.Sku), (state, e) => state.Apply(Roundtrip(e)));

            Assert.Equal(stock.State.ToSnapshot(), restored.ToSnapshot());
            Assert.Equal(stock.State.ToSnapshot(), replayed.ToSnapshot());
            Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(replayed, StockJson.Default.StockState));
            for (var i = 0; i < 120; i++)
            {
                var id = new HoldId($"h{i}");
                Assert.Equal(stock.State.FindHold(id), restored.FindHold(id));
                Assert.Equal(stock.State.FindHold(id), replayed.FindHold(id));
            }
        });

    // The short ones are for shrinking.
    private static Gen<StockOperation[]> Sequences(int lengthMax) =>
        Operations.Array[Gen.Frequency<int>((1, Gen.Int[0, 20]), (4, Gen.Int[0, lengthMax]))];

    private static void AssertBalanced(StockState state) =>
        Assert.True(StockRules.Explain(state, Operators.All, null, 50).Value!.Balanced);

    private static StockEvent Roundtrip(StockEvent e) =>
        JsonSerializer.Deserialize(
            JsonSerializer.SerializeToUtf8Bytes(e, StockJson.Default.StockEvent), StockJson.Default.StockEvent)!;

    private sealed record StockOperation(
        string Name, Func<StockModel, DateTimeOffset, ErrorCode?> Expected, Func<StockDriver, ShopError?> Run)
    {
        public override string ToString() => Name;
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

        public ErrorCode? Reserve(string id, int quantity, DateTimeOffset deadline) =>
            SetAside(id, new(quantity, HoldState.Held, deadline), own: null);

        public ErrorCode? Take(string id, int quantity, string? buyer) => SetAside(
            id, new(quantity, HoldState.Pinned, default),
            own: buyer is not null && _holds.GetValueOrDefault(buyer)?.State == HoldState.Held ? buyer : null);

        public ErrorCode? Commit(string id)
        {
            if (!_holds.TryGetValue(id, out var hold)) return ErrorCode.ReservationNotFound;
            if (hold.State is HoldState.Released or HoldState.Expired) return ErrorCode.ReservationEnded;
            if (hold.State == HoldState.Held) return ErrorCode.ReservationNotPinned;
            _holds[id] = hold with { State = HoldState.Sold };
            return null;
        }

        public ErrorCode? Release(string id)
        {
            if (!_holds.TryGetValue(id, out var hold)) hold = new(0, HoldState.Held, default);
            if (hold.State == HoldState.Sold) return ErrorCode.ReservationEnded;
            if (hold.State != HoldState.Expired) _holds[id] = hold with { State = HoldState.Released };
            return null;
        }

        public ErrorCode? Adjust(string operation, long delta)
        {
            if (_operations.TryGetValue(operation, out var earlier))
            {
                return earlier == delta ? null : ErrorCode.IdempotencyKeyReused;
            }

            if (Available + delta < 0) return ErrorCode.WouldGoNegative;
            _onHand += delta;
            _operations[operation] = delta;
            return null;
        }

        private ErrorCode? SetAside(string id, Entry wanted, string? own)
        {
            if (_holds.TryGetValue(id, out var hold))
            {
                if (hold.State is HoldState.Released or HoldState.Expired) return ErrorCode.ReservationEnded;
                var isSame = hold.Quantity == wanted.Quantity &&
                    (hold.State == HoldState.Sold || hold.State == wanted.State);
                return isSame ? null : ErrorCode.ReservationMismatch;
            }

            if (wanted.Quantity > Available + (own is null ? 0 : _holds[own].Quantity))
            {
                return ErrorCode.InsufficientStock;
            }

            if (own is not null) _holds[own] = _holds[own] with { State = HoldState.Released };
            _holds[id] = wanted;
            return null;
        }

        private sealed record Entry(int Quantity, HoldState State, DateTimeOffset Deadline);
    }
}

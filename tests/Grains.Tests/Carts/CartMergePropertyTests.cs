using CsCheck;

namespace ShopActors.Grains.Tests.Carts;

/// <summary>
/// Random commands on a cart that is merged into others, bought and begun anew, with calls that are lost and repeated:
/// in the end every unit that was added is in exactly one place.
/// </summary>
public sealed class CartMergePropertyTests
{
    private static readonly Gen<int> Targets = Gen.Int[0, World.TargetCount - 1];

    private static readonly Gen<Operation> Operations = Gen.Frequency<Operation>(
        (6, Gen.Select(Gen.Int[0, 19], Gen.Int[1, 3], (sku, quantity) =>
            new Operation($"add {quantity} of {sku}", world => world.Add(sku, quantity)))),
        (4, Targets.Select(target => new Operation($"begin merge into {target}", world => world.Begin(target)))),
        (8, Gen.Select(Targets, Gen.Bool, (target, isLost) => new Operation(
            $"step of {target}{(isLost ? ", answer lost" : "")}", world => world.Step(target, isLost)))),
        (4, Gen.Bool.Select(isEuro => new Operation($"create, euro {isEuro}", world => world.Create(isEuro)))),
        (3, Gen.Select(Gen.Int[0, 9], Gen.Bool, (which, isLost) => new Operation(
            $"settle {which}{(isLost ? ", lost" : "")}", world => world.Settle(which, isLost)))),
        (2, Gen.Int[0, 9].Select(which => new Operation($"late seal {which}", world => world.SealLate(which)))),
        (2, Gen.Const(new Operation("lock", world => world.Lock()))),
        (2, Gen.Bool.Select(isBought => new Operation($"end, bought {isBought}", world => world.End(isBought)))),
        (1, Gen.Const(new Operation("restart", world => world.Restart()))));

    [Fact]
    public Task Units_OfACartMergedBoughtAndBegunAnew_AreInOnePlace() =>
        Operations.Array[0, 120].SampleRepeatablyAsync(cases: 400, operations =>
        {
            var world = new World();
            foreach (var operation in operations) operation.Run(world);
            world.Finish();
            world.AssertConserved();
        });

    private sealed record Operation(string Name, Action<World> Run)
    {
        public override string ToString() => Name;
    }

    private sealed class World
    {
        public const int TargetCount = 3;

        private readonly CartDriver _source = CartDriver.Created();
        private readonly CartDriver[] _targets = [.. Enumerable.Range(2, TargetCount).Select(CartDriver.Created)];
        private readonly List<(int Target, OperationId Operation)> _taken = [];
        private readonly Dictionary<Sku, int> _added = [];
        private readonly Dictionary<Sku, int> _bought = [];
        private int _operations;

        public World()
        {
            for (var i = 10; i < 20; i++) _source.Price($"S{i}", 100, Currency.Usd);

            // This one has another currency than the source mostly has, so that it gives up.
            _targets[2] = new(2 + TargetCount);
            _targets[2].Run(CartRules.Create(
                _targets[2].State, new("create"), CartDriver.Guest, Currency.Usd, null, _targets[2].Now));
        }

        private CartState Source => _source.State;

        public void Add(int sku, int quantity)
        {
            if (_source.Add($"S{sku}", quantity) is not null) return;
            var id = new Sku($"S{sku}");
            _added[id] = _added.GetValueOrDefault(id) + quantity;
        }

        public void Begin(int target)
        {
            var cart = _targets[target];
            var command = new MergeCart
            {
                From = Source.Id,
                FromOwner = CartDriver.Guest,
                Strategy = MergeStrategy.Sum,
            };
            cart.Run(MergeRules.Begin(
                cart.State, Next("merge"), CartDriver.Guest, command, VersionMatch.Any, cart.Now));
        }

        public void Step(int target, bool isLost)
        {
            var cart = _targets[target];
            if (MergeSaga.Next(cart.State) is not { } step) return;
            var merge = cart.State.Merge!;
            if (step == MergeStep.Reopen)
            {
                _source.Run(MergeRules.Reopen(Source, cart.State.Id, merge.Operation, _source.Now));
                if (!isLost) cart.Apply(new MergeEnded(merge.Operation) { At = cart.Now });
                return;
            }

            var refusal = Seal(target, merge.Operation);
            if (isLost) return;
            if (refusal is not null)
            {
                cart.Apply(new MergeEnded(merge.Operation) { At = cart.Now });
                return;
            }

            var content = Source.ToSnapshot(cart.State.Id, merge.Operation);
            var outcome = MergeRules.Take(cart.State, content, new Dictionary<Sku, long>(), cart.Now);
            cart.Apply(outcome);
            if (outcome is CartMerged) _taken.Add((target, merge.Operation));
        }

        public void Create(bool isEuro)
        {
            var isFull = Source.EarlierSeals.Length == CartLimits.EarlierSealsMax;
            var wasMerged = Source.Status == CartStatus.Merged;
            var refusal = _source.Run(CartRules.Create(
                Source, Next("create"), CartDriver.Guest, isEuro ? Currency.Eur : Currency.Usd, null, _source.Now));
            if (refusal is null) Assert.NotEqual(CartStatus.Merged, Source.Status);
            else Assert.True(refusal == ErrorCode.CartMerged && isFull && wasMerged);
        }

        public void Settle(int which, bool isLost)
        {
            if (isLost || _taken.Count == 0) return;
            var (target, operation) = _taken[which % _taken.Count];
            _source.Run(MergeRules.Settle(Source, _targets[target].State.Id, operation, _source.Now));
        }

        /// <summary>A repetition that arrives after its target has taken the content changes nothing.</summary>
        public void SealLate(int which)
        {
            if (_taken.Count == 0) return;
            var before = Source.Version;
            var (target, operation) = _taken[which % _taken.Count];
            Seal(target, operation);
            Assert.Equal(before, Source.Version);
        }

        public void Lock() => _source.Lock(OrderId.For(CartDriver.Guest.Id, Next("order").Value));

        public void End(bool isBought)
        {
            if (Source.Lock is not { } locked) return;
            if (!isBought)
            {
                _source.Unlock(locked.Order);
                return;
            }

            foreach (var line in locked.Lines)
            {
                _bought[line.Sku] = _bought.GetValueOrDefault(line.Sku) + line.Quantity;
            }

            _source.Clear(locked.Order);
        }

        public void Restart()
        {
            _source.Restart();
            foreach (var target in _targets) target.Restart();
        }

        public void Finish()
        {
            End(isBought: false);
            for (var target = 0; target < TargetCount; target++)
            {
                while (_targets[target].State.Merge is not null) Step(target, isLost: false);
            }

            for (var i = 0; i < _taken.Count; i++) Settle(i, isLost: false);
            Restart();
            Assert.All(Source.EarlierSeals, earlier => Assert.True(earlier.IsReturned));
        }

        public void AssertConserved()
        {
            var lines = _targets.SelectMany(target => target.State.Lines)
                .Concat(Source.Seal is null ? Source.Lines : [])
                .Concat(Source.EarlierSeals.SelectMany(earlier => earlier.Lines))
                .ToList();
            foreach (var (sku, units) in _added)
            {
                Assert.Equal(units, lines.UnitsOf(sku) + _bought.GetValueOrDefault(sku));
            }
        }

        private ErrorCode? Seal(int target, OperationId operation) => _source.Run(MergeRules.Seal(
            Source, _targets[target].State.Id, operation, CartDriver.Guest, _source.Now));

        private OperationId Next(string name) => new($"{name}{_operations++}");
    }
}

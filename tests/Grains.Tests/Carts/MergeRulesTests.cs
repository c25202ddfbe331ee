using System.Collections.Immutable;

namespace ShopActors.Grains.Tests.Carts;

public sealed class MergeRulesTests
{
    private static readonly OperationId Operation = new("merge");

    private readonly Dictionary<Sku, long> _available = [];
    private readonly CartDriver _target = CartDriver.Created(1);
    private readonly CartDriver _source = CartDriver.Created(2);

    [Theory]
    [InlineData(MergeStrategy.Max, 3)]
    [InlineData(MergeStrategy.Sum, 5)]
    public void Merge_BothHaveTheSku_CombinesByStrategy(MergeStrategy strategy, int expected)
    {
        _target.Add("S1", 2);
        _source.Add("S1", 3);
        _source.Add("S2", 1);
        Merge(strategy);
        Assert.Equal(expected, _target.QuantityOf("S1"));
        Assert.Equal(1, _target.QuantityOf("S2"));
        Assert.Equal(CartStatus.Merged, _source.State.Status);
        Assert.Equal(ErrorCode.CartMerged, _source.Add("S3", 1));
        Assert.Equal(2, _source.State.Lines.Length);
    }

    [Fact]
    public void Merge_Repeated_TakesTheLinesOnce()
    {
        _source.Add("S1", 3);
        Merge(MergeStrategy.Sum);
        Assert.Null(Begin(MergeStrategy.Sum));
        Assert.Null(_target.State.Merge);
        Assert.Equal(3, _target.QuantityOf("S1"));
        Assert.Equal(ErrorCode.IdempotencyKeyReused, Begin(MergeStrategy.Max));
    }

    [Fact]
    public void Seal_ForAnotherTargetOrOperation_IsRefused()
    {
        _source.Add("S1", 1);
        Assert.Null(Seal());
        Assert.Null(Seal());
        Assert.Equal(ErrorCode.CartMerged, _source.Run(MergeRules.Seal(
            _source.State, _target.State.Id, new("other"), CartDriver.Guest, _source.Now)));
        Assert.Equal(ErrorCode.CartNotFound, _source.Run(MergeRules.Seal(
            _source.State, _target.State.Id, Operation, CartDriver.Stranger, _source.Now)));
    }

    [Fact]
    public void Merge_AddsWhileTheSourceIsAsked_KeepsThem()
    {
        _source.Add("S1", 3);
        Begin(MergeStrategy.Sum);
        Assert.Null(_target.Add("S1", 2));
        Seal();
        _target.Apply(Take());
        Assert.Equal(5, _target.QuantityOf("S1"));
    }

    [Fact]
    public void Merge_UnderWay_RefusesCheckoutAndAnotherMerge()
    {
        _target.Add("S1", 1);
        Begin(MergeStrategy.Sum);
        Assert.Equal(ErrorCode.MergeInProgress, _target.Lock(OrderId.For(new("p"), "1")));
        Assert.Equal(ErrorCode.MergeInProgress, _target.Run(MergeRules.Begin(
            _target.State, new("other"), CartDriver.Guest, Command(MergeStrategy.Sum), VersionMatch.Any, _target.Now)));
    }

    [Fact]
    public void Merge_TooManyLines_GivesUpAndTheSourceOpensAgain()
    {
        for (var i = 0; i < CartLimits.LinesMax; i++) _target.Add($"S{i}", 1);
        _source.Add("S120", 1);
        Begin(MergeStrategy.Sum);
        Seal();
        _target.Apply(Take());
        Assert.True(_target.State.Merge?.GivenUp);
        _target.Restart();
        _source.Run(MergeRules.Reopen(_source.State, _target.State.Id, Operation, _source.Now));
        _target.Apply(new MergeEnded(Operation) { At = _target.Now });
        Assert.Equal(CartStatus.Open, _source.State.Status);
        Assert.Equal(CartLimits.LinesMax, _target.State.Lines.Length);
        Assert.Null(_source.Add("S121", 1));
    }

    [Fact]
    public void Merge_QuantityAboveTheLimit_IsCappedWithAWarning()
    {
        _target.Add("S1", 900);
        _source.Add("S1", 900);
        Merge(MergeStrategy.Sum);
        Assert.Equal(CartLimits.QuantityMax, _target.QuantityOf("S1"));
        Assert.True(_target.State.Replies.TryGet(Operation, out var reply));
        Assert.Equal("1800", Assert.Single(reply.Warnings).Details["requested"]);
    }

    [Fact]
    public void Merge_LinesWithMetadata_CombinesThoseThatAreTheSame()
    {
        _target.Add("S1", 1, engraving: "Anna");
        _source.Add("S1", 2, engraving: "Anna");
        _source.Add("S1", 3, engraving: "Ben");
        _source.Add("S1", 4);
        Merge(MergeStrategy.Sum);
        Assert.Equal([3, 3, 4], _target.State.Lines.Select(line => line.Quantity));
        Assert.Null(_target.Add("S1", 1, engraving: "Ben"));
        Assert.Equal(4, _target.State.FindLine(_target.Line("S1", "Ben"))?.Quantity);
    }

    [Fact]
    public void Merge_SeveralLinesOfASkuAboveTheLimit_CapsTheirSum()
    {
        _target.Add("S1", 900);
        _source.Add("S1", 90, engraving: "Anna");
        _source.Add("S1", 50, engraving: "Ben");
        _source.Add("S1", 5, engraving: "Cid");
        Merge(MergeStrategy.Sum);
        Assert.Equal([900, 90, 9], _target.State.Lines.Select(line => line.Quantity));
        Assert.True(_target.State.Replies.TryGet(Operation, out var reply));
        Assert.Equal(["9", "0"], reply.Warnings.Select(warning => warning.Details["quantity"]));
    }

    [Fact]
    public void Merge_AboveTheStock_IsDoneWithAWarning()
    {
        _target.Add("S1", 2);
        _source.Add("S1", 3);
        _source.Add("S2", 3);
        (_available[new("S1")], _available[new("S2")]) = (4, 3);
        Merge(MergeStrategy.Sum);
        Assert.True(_target.State.Replies.TryGet(Operation, out var reply));
        var warning = Assert.Single(reply.Warnings);
        Assert.Equal((CartWarning.InsufficientStock, _target.Line("S1")), (warning.Code, warning.Line));
        Assert.Equal(("5", "4"), (warning.Details["requested"], warning.Details["available"]));
    }

    [Fact]
    public void Merge_CartsWithMetadata_KeepsBothAndTheTargetsOfOneName()
    {
        var target = ImmutableDictionary<string, string>.Empty.Add("gift", "yes").Add("note", "target");
        var source = ImmutableDictionary<string, string>.Empty.Add("note", "source").Add("from", "guest");
        var merged = CartMetadata.Merge(target, source)!;
        Assert.Equal(("yes", "target", "guest", 3), (merged["gift"], merged["note"], merged["from"], merged.Count));
        Assert.Null(CartMetadata.Merge(null, null));

        var full = Enumerable.Range(0, CartLimits.MetadataMax).ToImmutableDictionary(i => $"k{i}", _ => "v");
        Assert.Equal(full.Count, CartMetadata.Merge(full, source)!.Count);
        Assert.Equal(CartLimits.MetadataMax, CartMetadata.Merge(target, full)!.Count);
    }

    [Fact]
    public void Merge_WithItself_IsRefused() =>
        Assert.Equal(ErrorCode.CartUnavailable, _target.Run(MergeRules.Begin(
            _target.State,
            Operation,
            CartDriver.Guest,
            new() { From = _target.State.Id, FromOwner = CartDriver.Guest },
            VersionMatch.Any,
            _target.Now)));

    private MergeCart Command(MergeStrategy strategy) =>
        new() { From = _source.State.Id, FromOwner = CartDriver.Guest, Strategy = strategy };

    private ErrorCode? Begin(MergeStrategy strategy) => _target.Run(MergeRules.Begin(
        _target.State, Operation, CartDriver.Guest, Command(strategy), VersionMatch.Any, _target.Now));

    private ErrorCode? Seal() => _source.Run(MergeRules.Seal(
        _source.State, _target.State.Id, Operation, CartDriver.Guest, _source.Now));

    private CartEvent Take() =>
        MergeRules.Take(_target.State, _source.State.ToSnapshot(), _available, _target.Now);

    private void Merge(MergeStrategy strategy)
    {
        Assert.Null(Begin(strategy));
        _target.Restart();
        Assert.Null(Seal());
        _target.Apply(Take());
        _target.Restart();
        _source.Restart();
    }
}

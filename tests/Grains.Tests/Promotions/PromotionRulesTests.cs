using ShopActors.Grains.Tests.Pricing;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Promotions;

public sealed class PromotionRulesTests
{
    private static readonly DateTimeOffset Now = Pricers.Now;

    private PromotionsState _state = PromotionsState.Begin("all");

    [Fact]
    public void Create_Again_IsTheSamePromotion()
    {
        Assert.Null(Create(Pricers.Percentage(1_000, "TEN"), "one"));
        var repeated = PromotionRules.Create(_state, new("one"), Operators.All, Pricers.Percentage(1_000, "ten"), Now);
        Assert.True(repeated.IsRepeat);
        Assert.Equal(ErrorCode.IdempotencyKeyReused, Create(Pricers.Percentage(2_000, "TEN"), "one"));
    }

    [Fact]
    public void Create_CodeOfAnother_IsRefusedUntilThatHasEnded()
    {
        Assert.Null(Create(Pricers.Percentage(1_000, "TEN"), "one"));
        Assert.Equal(ErrorCode.PromotionExists, Create(Pricers.Fixed(500, "ten"), "two"));
        Run(PromotionRules.End(_state, Operators.All, PromotionId.For(new("one")), Now));
        Assert.Null(Create(Pricers.Fixed(500, "ten"), "two"));
        Assert.Equal(
            PromotionKind.Fixed, new PromotionSet(_state).Find(new("TEN"), Now)?.Terms.Kind);
    }

    [Fact]
    public void Create_ByAStranger_IsForbidden()
    {
        var decision = PromotionRules.Create(
            _state, new("one"), Caller.Anonymous, Pricers.Percentage(1_000), Now);
        Assert.Equal(ErrorCode.Forbidden, decision.Error?.Code);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "name", "name" }, { "share", "value" }, { "both", "value" }, { "negative", "value" }, { "buy", "buy" },
        { "end", "endsAt" }, { "limit", "usageLimit" }, { "each", "usageLimitPerCustomer" },
        { "minimum", "minimumAmount" }, { "category", "categories" }, { "kind", "kind,value" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Create_Invalid_NamesTheFields(string how, string fields)
    {
        var draft = Pricers.Percentage(1_000);
        draft = how switch
        {
            "name" => draft with { Name = " " },
            "share" => draft with { Share = 10_001 },
            "both" => draft with { Amount = new(1, Currency.Eur) },
            "negative" => Pricers.Fixed(-1),
            "buy" => draft with { Buy = 1 },
            "end" => draft with { EndsAt = Now },
            "limit" => draft with { UsageLimit = 0 },
            "each" => draft with { UsageLimitPerCustomer = -1 },
            "minimum" => draft with { Minimum = new(0, Currency.Eur) },
            "category" => draft with { Categories = ["\u0007"] },
            _ => draft with { Kind = (PromotionKind)9 },
        };
        var decision = PromotionRules.Create(_state, new("one"), Operators.All, draft, Now);
        Assert.Equal(ErrorCode.InvalidPromotion, decision.Error?.Code);
        Assert.Equal(fields, decision.Error?.Details["fields"]);
    }

    [Fact]
    public void Find_OutsideItsTime_IsNothing()
    {
        var draft = Pricers.Percentage(1_000, "TEN") with
        {
            StartsAt = Now + TimeSpan.FromHours(1),
            EndsAt = Now + TimeSpan.FromHours(2),
        };
        Assert.Null(Create(draft, "one"));
        var known = new PromotionSet(_state);
        Assert.Null(known.Find(new("TEN"), Now));
        Assert.NotNull(known.Find(new("TEN"), Now + TimeSpan.FromHours(1)));
        Assert.Null(known.Find(new("TEN"), Now + TimeSpan.FromHours(2)));
    }

    private ErrorCode? Create(PromotionDraft draft, string operation) =>
        Run(PromotionRules.Create(_state, new(operation), Operators.All, draft, Now));

    private ErrorCode? Run(Decision<PromotionsEvent> decision)
    {
        foreach (var e in decision.Events) _state = _state.Apply(e);
        return decision.Error?.Code;
    }
}

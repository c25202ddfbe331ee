using ShopActors.Grains.Tests.Checkout;

namespace ShopActors.Grains.Tests.Promotions;

public sealed class UseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OrderId First = Shopping.OrderOf(1);
    private static readonly OrderId Second = Shopping.OrderOf(2);

    private UseState _state = UseState.Begin("");

    [Fact]
    public void Take_TheLast_OnlyOneOrderGetsIt()
    {
        Assert.Null(Run(UseRules.Take(_state, First, 1, Now)));
        Assert.Null(Run(UseRules.Take(_state, First, 1, Now)));
        Assert.Equal(ErrorCode.CouponExhausted, Run(UseRules.Take(_state, Second, 1, Now)));
        Assert.Equal(1, _state.Used);
    }

    [Fact]
    public void GiveBack_ATakenUse_IsFreeForAnother()
    {
        Run(UseRules.Take(_state, First, 1, Now));
        Run(UseRules.GiveBack(_state, First, Now));
        Assert.Equal(0, _state.Used);
        Assert.Null(Run(UseRules.Take(_state, Second, 1, Now)));
    }

    [Fact]
    public void Take_AfterItWasGivenBack_IsRefused()
    {
        Run(UseRules.GiveBack(_state, First, Now));
        Assert.Equal(ErrorCode.CheckoutEnded, Run(UseRules.Take(_state, First, 9, Now)));
    }

    [Fact]
    public void Keep_Again_CountsOnce()
    {
        Run(UseRules.Take(_state, First, 2, Now));
        Run(UseRules.Keep(_state, First, Now));
        Run(UseRules.Keep(_state, First, Now));
        Run(UseRules.GiveBack(_state, First, Now));
        Run(UseRules.Take(_state, First, 2, Now));
        Assert.Equal(1, _state.Used);
        Assert.Empty(_state.Taken);
    }

    [Fact]
    public void Ended_Many_AreForgottenButCounted()
    {
        for (var i = 0; i < UseState.EndedKept + 10; i++)
        {
            Run(UseRules.Take(_state, Shopping.OrderOf(i), 1_000, Now));
            Run(UseRules.Keep(_state, Shopping.OrderOf(i), Now));
        }

        Assert.Equal(UseState.EndedKept, _state.Ended.Length);
        Assert.Equal(UseState.EndedKept + 10, _state.Used);
    }

    private ErrorCode? Run(Decision<UseEvent> decision)
    {
        foreach (var e in decision.Events) _state = _state.Apply(e);
        return decision.Error?.Code;
    }
}

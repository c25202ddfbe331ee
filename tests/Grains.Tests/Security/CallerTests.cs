namespace ShopActors.Grains.Tests.Security;

public sealed class CallerTests
{
    [Fact]
    public void Caller_Owns_OnlyItsOwnAndAnonymousNothing()
    {
        var guest = Caller.Guest(TokenHash.Of("a"));
        Assert.True(guest.Owns(guest.Id));
        Assert.False(guest.Owns(Caller.Guest(TokenHash.Of("b")).Id));
        Assert.False(Caller.Anonymous.Owns(default));
        Assert.False(Caller.Ops(new("root"), Scopes.StockAdjust).Owns(new("root")));
    }

    /// <summary>Earlier versions had a caller that was the shop itself and could do everything.</summary>
    [Fact]
    public void Caller_OfAKindThatNoLongerExists_OwnsAndMayNothing()
    {
        var forged = new Caller((CallerKind)4, new("system"), [Scopes.StockAdjust]);
        Assert.False(forged.Owns(forged.Id));
        Assert.False(forged.May(Scopes.StockAdjust));
    }

    [Fact]
    public void Caller_May_OnlyWhatItsScopesSay()
    {
        var ops = Caller.Ops(new("root"), Scopes.StockAdjust);
        Assert.True(ops.May(Scopes.StockAdjust));
        Assert.False(ops.May(Scopes.StockRead));
        Assert.False(new Caller(CallerKind.Customer, new("x"), [Scopes.StockAdjust]).May(Scopes.StockAdjust));
        Assert.False(new Caller(CallerKind.Ops, new("x"), default).May(Scopes.StockAdjust));
    }
}

namespace ShopActors.Grains.Tests.Primitives;

public sealed class CallerTests
{
    private static readonly SeededRandomSource Random = new(2);

    [Fact]
    public void Caller_Owns_OnlyItsOwnAndAnonymousNothing()
    {
        var guest = Caller.Guest(AccessToken.NewGuest(Random, TestSeal.Instance));
        Assert.True(guest.Owns(guest.Id));
        Assert.False(guest.Owns(Caller.Guest(AccessToken.NewGuest(Random, TestSeal.Instance)).Id));
        Assert.False(Caller.Anonymous.Owns(default));
        Assert.False(Caller.Ops(new("root"), Scopes.StockAdjust).Owns(new("root")));
        Assert.True(Caller.System.Owns(guest.Id));
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

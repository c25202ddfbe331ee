using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage.InMemory;

namespace ShopActors.Grains.Tests.Carts;

public sealed class CartGrainTests
{
    private readonly MemoryJournalStore _store = new();
    private readonly SeededRandom _random = new(7);

    [Fact]
    public async Task Add_100InParallel_Gives100LinesAndNoConflict()
    {
        await using var silo = await ShopSilo.Start(_store, playsOrders: true);
        await AddProducts(silo, 100);
        var (cart, caller) = await CreateCart(silo);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            i => cart.AddItem(new($"op{i}"), caller, Item($"S{i}", 1))));
        Assert.All(answers, answer => Assert.True(answer.IsOk, answer.ToString()));
        var seen = (await cart.Get(caller, checkStock: true)).Value!;
        Assert.Equal(100, seen.Lines.Length);
        Assert.Empty(seen.Warnings);
        Assert.Equal(seen.Lines.Sum(line => line.UnitPrice.MinorUnits), seen.Total.MinorUnits);
    }

    [Fact]
    public async Task Cart_SiloRestarted_KeepsLinesLockAndAnswers()
    {
        CartId id;
        Caller caller;
        CartSnapshot first;
        LockedCart locked;
        var order = OrderId.For(new("p"), "k");
        await using (var silo = await ShopSilo.Start(_store, playsOrders: true))
        {
            await AddProducts(silo, 3);
            (var cart, caller) = await CreateCart(silo);
            id = new(cart.GetPrimaryKeyString());
            first = (await cart.AddItem(new("op"), caller, Item("S1", 2))).Value!;
            for (var i = 0; i < 50; i++) await cart.AddItem(new($"op{i}"), caller, Item("S2", 1));
            locked = (await silo.Checkout(id).Lock(order, caller, null)).Value!;
        }

        await using var restarted = await ShopSilo.Start(_store, playsOrders: true);
        var again = restarted.Cart(id);
        Assert.Equivalent(locked, (await restarted.Checkout(id).Lock(order, caller, null)).Value, strict: true);
        Assert.True((await restarted.Checkout(id).Clear(order)).IsOk);
        Assert.Empty((await again.Get(caller, false)).Value!.Lines);
        Assert.Equal(first.Id, (await again.AddItem(new("op"), caller, Item("S1", 2))).Value!.Id);
        Assert.Empty((await again.Get(caller, false)).Value!.Lines);
    }

    [Fact]
    public async Task Merge_Repeated_MovesLinesOnceAndClosesTheSource()
    {
        await using var silo = await ShopSilo.Start(_store, playsOrders: true);
        await AddProducts(silo, 3);
        var (source, guest) = await CreateCart(silo);
        var (target, owner) = await CreateCart(silo);
        await source.AddItem(new("a"), guest, Item("S1", 2));
        await target.AddItem(new("b"), owner, Item("S1", 1));
        var command = new MergeCart
        {
            From = new(source.GetPrimaryKeyString()),
            FromOwner = guest,
            Strategy = MergeStrategy.Sum,
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => target.Merge(new("m"), owner, command)));
        Assert.All(answers, answer => Assert.Equal(3, Assert.Single(answer.Value!.Lines).Quantity));
        Assert.Equal(CartStatus.Merged, (await source.Get(guest, false)).Value!.Status);
        Assert.Equal(ErrorCode.CartMerged, (await source.AddItem(new("c"), guest, Item("S2", 1))).Error?.Code);
        Assert.Equal(ErrorCode.CartNotFound, (await target.Merge(
            new("m2"), owner, command with { FromOwner = owner })).Error?.Code);
        Assert.True(
            (await silo.Checkout(new(target.GetPrimaryKeyString()))
                .Lock(OrderId.For(new("p"), "k"), owner, null)).IsOk);
    }

    [Fact]
    public async Task Merge_TooManyLines_LeavesBothCartsAsTheyWere()
    {
        await using var silo = await ShopSilo.Start(_store, playsOrders: true);
        await AddProducts(silo, 101);
        var (source, guest) = await CreateCart(silo);
        var (target, owner) = await CreateCart(silo);
        await source.AddItem(new("a"), guest, Item("S100", 2));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(
            i => target.AddItem(new($"op{i}"), owner, Item($"S{i}", 1))));
        var command = new MergeCart { From = new(source.GetPrimaryKeyString()), FromOwner = guest };
        Assert.Equal(ErrorCode.TooManyLines, (await target.Merge(new("m"), owner, command)).Error?.Code);
        Assert.Equal(CartStatus.Open, (await source.Get(guest, false)).Value!.Status);
        Assert.Equal(100, (await target.Get(owner, false)).Value!.Lines.Length);
    }

    [Fact]
    public async Task Cart_OfAnotherOwner_IsNotFound()
    {
        await using var silo = await ShopSilo.Start(_store, playsOrders: true);
        var (cart, _) = await CreateCart(silo);
        Assert.Equal(ErrorCode.CartNotFound, (await cart.Get(Caller.Anonymous, false)).Error?.Code);
        var (_, stranger) = await CreateCart(silo);
        Assert.Equal(ErrorCode.CartNotFound, (await cart.Get(stranger, false)).Error?.Code);
        Assert.Equal(ErrorCode.CartNotFound, (await silo.Cart(CartId.New(_random)).Get(stranger, false)).Error?.Code);
    }

    private static AddCartItem Item(string sku, int quantity) => new() { Sku = new(sku), Quantity = quantity };

    private static async Task AddProducts(ShopSilo silo, int count)
    {
        for (var i = 0; i < count; i++) await silo.AddProduct($"S{i}", 100 + i, 1_000);
        await silo.Catalog.Categories();
    }

    private async Task<(ICartGrain Cart, Caller Caller)> CreateCart(ShopSilo silo)
    {
        var id = CartId.New(_random);
        var caller = Caller.Guest(TokenHash.Of(id.Value));
        var cart = silo.Cart(id);
        Assert.True((await cart.Create(new("create"), caller, Currency.Eur)).IsOk);
        return (cart, caller);
    }
}

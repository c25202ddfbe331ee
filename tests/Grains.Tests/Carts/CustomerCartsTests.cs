using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Carts;

/// <summary>The list of a customer's carts.</summary>
public sealed class CustomerCartsTests
{
    private readonly SeededRandom _random = new(29);

    [Fact]
    public async Task List_HasTheCustomersCartsAlone_ByPages()
    {
        await using var silo = await ShopSilo.Start(new MemoryJournalStore());
        var (ada, eve) = (Caller.Customer(CustomerId.New(_random)), Caller.Customer(CustomerId.New(_random)));
        var guest = Caller.Guest(TokenHash.Of("guest"));
        var carts = new List<CartId>();
        for (var i = 0; i < 5; i++) carts.Add(await CreateAsync(silo, ada));
        await CreateAsync(silo, eve);
        await CreateAsync(silo, guest);
        carts.Reverse();

        var list = silo.Grains.GetGrain<ICustomerCartsGrain>(ada.Id.Value);
        var first = (await list.List(ada, null, 3)).Value!;
        var second = (await list.List(ada, first.NextCursor, 3)).Value!;
        Assert.Equal(carts, first.Carts.Concat(second.Carts));
        Assert.Null(second.NextCursor);
        Assert.Equal(ErrorCode.CartNotFound, (await list.List(eve, null, 3)).Error?.Code);
        Assert.Equal(ErrorCode.CursorInvalid, (await list.List(ada, "no cursor", 3)).Error?.Code);
        var ofGuest = silo.Grains.GetGrain<ICustomerCartsGrain>(guest.Id.Value);
        Assert.Empty((await ofGuest.List(guest, null, 3)).Value!.Carts);
    }

    private async Task<CartId> CreateAsync(ShopSilo silo, Caller owner)
    {
        var id = CartId.New(_random);
        Assert.True((await silo.Cart(id).Create(new("create"), owner, Currency.Eur)).IsOk);
        return id;
    }
}

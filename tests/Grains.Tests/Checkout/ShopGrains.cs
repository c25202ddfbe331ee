using ShopActors.Grains.Tests.Primitives;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>What is there before somebody buys; done again, it changes nothing.</summary>
internal static class ShopGrains
{
    public static async Task Stock(this IGrainFactory grains, Sku sku, long initial)
    {
        var draft = new ProductDraft
        {
            Sku = sku,
            Title = sku.Value,
            Author = "Author",
            Category = "Category",
            Price = Shopping.Price(sku),
        };
        var put = await grains.GetGrain<ICatalogMasterGrain>(CatalogLimits.MasterKey).Put(Operators.All, draft, null);
        Assert.True(put.IsOk, put.ToString());
        var opened = await grains.GetGrain<IStockGrain>(sku.Value)
            .SetOnHand(new("seed/" + sku), Operators.All, new(initial, ExpectedVersion: 0));
        Assert.True(opened.IsOk, opened.ToString());
    }

    public static async Task Fill(this IGrainFactory grains, int customer, Sku sku, int quantity)
    {
        var cart = grains.GetGrain<ICartGrain>(Shopping.CartOf(customer).Value);
        var caller = Shopping.Customer(customer);
        Assert.True((await cart.Create(new("create"), caller, Currency.Eur)).IsOk);
        var added = await cart.AddItem(new("add"), caller, new AddCartItem { Sku = sku, Quantity = quantity });
        Assert.True(added.IsOk, added.ToString());
    }
}

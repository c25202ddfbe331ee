using ShopActors.Grains.Tests.Journals;

using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>What the checkout's tests ask of a shop on one silo or on several.</summary>
internal static class ShopGrains
{
    /// <summary>Puts a SKU on sale; done again, it changes nothing.</summary>
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
        var put = await grains.GetGrain<IProductGrain>(ProductId.For(sku).Value).Put(Operators.All, draft, null);
        Assert.True(put.IsOk, put.ToString());
        var opened = await grains.GetGrain<IStockGrain>(sku.Value)
            .SetOnHand(new("seed/" + sku), Operators.All, new(initial, VersionMatch.None));
        Assert.True(opened.IsOk, opened.ToString());
    }

    /// <summary>Gives a customer a cart with one line; done again, it changes nothing.</summary>
    public static async Task Fill(this IGrainFactory grains, int customer, Sku sku, int quantity)
    {
        var cart = grains.GetGrain<ICartGrain>(Shopping.CartOf(customer).Value);
        var caller = Shopping.Customer(customer);
        Assert.True((await cart.Create(new("create"), caller, Currency.Eur)).IsOk);
        var added = await cart.AddItem(new("add"), caller, new AddCartItem { Sku = sku, Quantity = quantity });
        Assert.True(added.IsOk, added.ToString());
    }

    public static Task<Result<OrderSnapshot>> Place(this IGrainFactory grains, int customer, string token) =>
        grains.Order(customer).Place(Shopping.Command(customer, token));

    public static IOrderGrain Order(this IGrainFactory grains, int customer) =>
        grains.GetGrain<IOrderGrain>(Shopping.OrderOf(customer).Value);

    public static async Task<AuditReport> Audit(this IGrainFactory grains)
    {
        var report = await grains.GetGrain<IAuditGrain>(0).Run(Shopping.Ops);
        Assert.True(report.IsOk, report.ToString());
        return report.Value;
    }
}

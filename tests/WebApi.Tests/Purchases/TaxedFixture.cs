using System.Net;

namespace ShopActors.WebApi.Tests.Purchases;

/// <summary>A shop in Germany that sells mugs and cups.</summary>
public sealed class TaxedFixture : ShopFixture
{
    /// <summary>The product of MUG-1.</summary>
    public string Mug { get; private set; } = "";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Tax:Rates:0:Country"] = "DE",
        ["Tax:Rates:0:Percent"] = "19",
        ["Shipping:Methods:flat:Name"] = "Flat",
        ["Shipping:Methods:flat:Rates:0:Currency"] = "EUR",
        ["Shipping:Methods:flat:Rates:0:Amount"] = "595",
        ["Shipping:Methods:home:Name"] = "Home",
        ["Shipping:Methods:home:Countries:0"] = "DE",
        ["Shipping:Methods:home:Rates:0:Currency"] = "EUR",
        ["Shipping:Methods:home:Rates:0:Amount"] = "900",
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Mug = await AddAsync("MUG-1", "Mug");
        await AddAsync("CUP-1", "Sailor cup");
    }

    private async Task<string> AddAsync(string sku, string title)
    {
        using var ops = NewOperator();
        var added = await ops.PostAsync("/products", new
        {
            sku,
            title,
            price = new { amount = 1_000, currency = "EUR" },
            initialStock = 1_000,
        });
        Assert.True(added.Status == HttpStatusCode.Created, added.ToString());
        return (string)added.Json["id"]!;
    }
}

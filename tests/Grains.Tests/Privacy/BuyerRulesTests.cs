namespace ShopActors.Grains.Tests.Privacy;

public sealed class BuyerRulesTests
{
    private static readonly Address Berlin = new()
    {
        Name = " Ada Lovelace ",
        Line1 = "Street 1",
        City = "Berlin",
        Country = new("DE"),
        Region = "be",
        Line2 = " ",
    };

    [Fact]
    public void Normalize_AnAddress_IsTrimmedAndComposed()
    {
        var normal = BuyerRules.Normalize(new() { Shipping = Berlin with { City = "Mu\u0308nchen" } }).Value!.Shipping!;
        Assert.Equal("Ada Lovelace", normal.Name);
        Assert.Equal("M\u00FCnchen", normal.City);
        Assert.Equal("BE", normal.Region);
        Assert.Null(normal.Line2);
    }

    [Fact]
    public void Normalize_Wrong_NamesEveryField()
    {
        var refused = BuyerRules.Normalize(new()
        {
            Contact = new("nobody", "call me"),
            Shipping = Berlin with
            {
                Name = "",
                Line1 = "a\u0007",
                City = new('x', 101),
                PostalCode = new('1', 13),
                Country = default,
            },
        });
        Assert.Equal(ErrorCode.InvalidAddress, refused.Error?.Code);
        Assert.Equal("email,phone,name,line1,postalCode,city,country", refused.Error?.Details["fields"]);
    }

    [Fact]
    public void Change_OnePart_KeepsTheOthers()
    {
        var first = BuyerRules.Change(null, new() { Contact = new("ada@example.org", null) });
        var second = BuyerRules.Change(first, new() { Shipping = Berlin });
        Assert.Equal("ada@example.org", second.Contact?.Email);
        Assert.Equal(Berlin, second.Shipping);
        Assert.Null(second.Billing);
    }

    [Fact]
    public void ToString_OfPersonalData_TellsNothing()
    {
        var text = $"{Berlin} {new Contact("ada@example.org", "1")} {new BuyerDetails { Shipping = Berlin }}";
        Assert.DoesNotContain("Ada", text);
        Assert.DoesNotContain("ada@", text);
        Assert.DoesNotContain("Street", text);
    }
}

using System.Text.Json;

namespace ShopActors.Grains.Tests.Contracts;

public sealed class IdTests
{
    private readonly SeededRandom _random = new(1);

    [Fact]
    public void PrefixedId_New_ParsesBack()
    {
        for (var i = 0; i < 200; i++)
        {
            var id = CartId.New(_random);
            Assert.StartsWith("cart_", id.Value, StringComparison.Ordinal);
            Assert.Equal(31, id.Value.Length);
            Assert.Equal(id, CartId.Parse(id.Value));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cart_")]
    [InlineData("cart_0123456789abcdefghjkmnpqr")]
    [InlineData("cart_0123456789abcdefghjkmnpqrst")]
    [InlineData("ord_0123456789abcdefghjkmnpqr0")]
    [InlineData("cart_0123456789ABCDEFGHJKMNPQR0")]
    [InlineData("cart_0123456789abcdefghjkmnpq/0")]
    [InlineData("cart_il23456789abcdefghjkmnpqr0")]
    [InlineData("cart_0123456789abcdefghjkmnpqr1")]
    public void PrefixedId_WrongText_IsRefused(string? text)
    {
        Assert.False(CartId.TryParse(text, out var id));
        Assert.True(id.IsDefault);
    }

    [Theory]
    [InlineData("BOOK-0001", true)]
    [InlineData("a", true)]
    [InlineData("A.b_c-9", true)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    [InlineData("", false)]
    public void Sku_Text_IsChecked(string text, bool valid) => Assert.Equal(valid, Sku.TryParse(text, out _));

    [Fact]
    public void Sku_TooLong_IsRefused()
    {
        Assert.True(Sku.TryParse(new string('x', Sku.LengthMax), out _));
        Assert.False(Sku.TryParse(new string('x', Sku.LengthMax + 1), out _));
        Assert.Throws<FormatException>(() => new Sku(""));
    }

    [Fact]
    public void OrderId_SamePrincipalAndKey_IsTheSame()
    {
        var alice = new PrincipalId("alice");
        Assert.Equal(OrderId.For(alice, "k1"), OrderId.For(alice, "k1"));
        Assert.NotEqual(OrderId.For(alice, "k1"), OrderId.For(alice, "k2"));
        Assert.NotEqual(OrderId.For(alice, "k1"), OrderId.For(new PrincipalId("bob"), "k1"));
    }

    [Fact]
    public void OrderId_PartsSplitDifferently_AreDifferent() =>
        Assert.NotEqual(OrderId.For(new PrincipalId("ab"), "c"), OrderId.For(new PrincipalId("a"), "bc"));

    [Fact]
    public void Id_AsJson_IsItsText()
    {
        var sku = new Sku("BOOK-1");
        Assert.Equal("\"BOOK-1\"", JsonSerializer.Serialize(sku));
        Assert.Equal(sku, JsonSerializer.Deserialize<Sku>("\"BOOK-1\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sku>("\"no good\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sku>("7"));
    }

    [Fact]
    public void Id_Reading_AllocatesNothing()
    {
        var text = CartId.New(_random).Value;
        Assert.True(Read());
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++) Read();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        bool Read() => CartId.TryParse(text, out var id) && CartId.Parse(text) == id && !id.IsDefault;
    }
}

using Orleans.Runtime;

namespace Nola.Runtime.Tests.Abstractions.Identity;

public sealed class KeyEncodingTests
{
    [Theory]
    [InlineData(0L, "0")]
    [InlineData(10L, "A")]
    [InlineData(42L, "2A")]
    [InlineData(-1L, "FFFFFFFFFFFFFFFF")]
    [InlineData(long.MinValue, "8000000000000000")]
    [InlineData(long.MaxValue, "7FFFFFFFFFFFFFFF")]
    public void IntegerKey_AnyValue_IsUpperHexWithoutPadding(long key, string text)
    {
        Assert.Equal(text, GrainIdKeyExtensions.CreateIntegerKey(key).ToString());
        var id = GrainId.Create(GrainType.Create("shoppingcart"), GrainIdKeyExtensions.CreateIntegerKey(key));
        Assert.Equal($"shoppingcart/{text}", id.ToString());
        Assert.Equal(key, id.GetIntegerKey());
    }

    [Fact]
    public void GuidKey_AnyValue_IsThirtyTwoLowerHexDigits()
    {
        var guid = Guid.Parse("0F8FAD5B-D9CB-469F-A165-70867728950E");
        var id = new GrainId(GrainType.Create("user"), GrainIdKeyExtensions.CreateGuidKey(guid));

        Assert.Equal("user/0f8fad5bd9cb469fa16570867728950e", id.ToString());
        Assert.Equal(guid, id.GetGuidKey());
        Assert.False(id.TryGetIntegerKey(out _, out _));
    }

    [Fact]
    public void CompoundKeys_WithExtension_PutItAfterAPlus()
    {
        var type = GrainType.Create("t");
        var integer = new GrainId(type, GrainIdKeyExtensions.CreateIntegerKey(255, "a+b/ü"));
        Assert.Equal("t/FF+a+b/ü", integer.ToString());
        Assert.Equal(255, integer.GetIntegerKey(out var extension));
        Assert.Equal("a+b/ü", extension);

        var guid = new GrainId(type, GrainIdKeyExtensions.CreateGuidKey(Guid.Empty, "x"));
        Assert.Equal("t/00000000000000000000000000000000+x", guid.ToString());
        Assert.Equal(Guid.Empty, guid.GetGuidKey(out extension));
        Assert.Equal("x", extension);
    }

    [Fact]
    public void StringKey_ReadAsInteger_Throws()
    {
        var id = GrainId.Create("t", "not hex");

        Assert.Throws<ArgumentException>(() => id.GetIntegerKey());
        Assert.Throws<ArgumentException>(() => id.GetGuidKey());
    }
}

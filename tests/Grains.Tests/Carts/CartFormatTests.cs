using System.Text.Json;

namespace ShopActors.Grains.Tests.Carts;

/// <summary>The stored form of events: a failure says that journals written before cannot be read.</summary>
public sealed class CartFormatTests
{
    private const string Zeros = "00000000000000000000000000";

    private const string LineSet =
        """
        {"t":"line-set","Line":{"Id":"line_~","Sku":"B","Product":"prd_~","Title":"T","Quantity":2,
        "UnitPrice":{"MinorUnits":150,"Currency":"EUR"},"Metadata":{}},
        "Operation":"op","Fingerprint":"add B 2","Refreshed":[],"at":1767225600123}
        """;

    [Fact]
    public void LineSet_Stored_IsWrittenAsEver()
    {
        var json = LineSet.ReplaceLineEndings("").Replace("~", Zeros, StringComparison.Ordinal);
        var e = JsonSerializer.Deserialize(json, CartJson.Default.CartEvent)!;
        Assert.Equal(300, Assert.IsType<CartLineSet>(e).Line.Total.MinorUnits);
        Assert.Equal(json, JsonSerializer.Serialize(e, CartJson.Default.CartEvent));
    }

    [Theory]
    [InlineData("""{"t":"created","Operation":"op","Fingerprint":"create","Owner":"p","Currency":"EUR","at":1}""")]
    [InlineData("""{"t":"line-removed","Operation":"op","Fingerprint":"x","Line":"line_~","at":1}""")]
    [InlineData("""{"t":"unlocked","Order":"ord_~","at":1}""")]
    [InlineData("""{"t":"checked-out","Order":"ord_~","at":1}""")]
    [InlineData("""{"t":"merge-given-up","Operation":"op","at":1}""")]
    [InlineData("""{"t":"merge-ended","Operation":"op","at":1}""")]
    [InlineData("""{"t":"sealed","Target":"cart_~","Operation":"op","at":1}""")]
    [InlineData("""{"t":"reopened","at":1}""")]
    public void Event_Stored_IsReadAsEver(string json)
    {
        var stored = json.Replace("~", Zeros, StringComparison.Ordinal);
        var e = JsonSerializer.Deserialize(stored, CartJson.Default.CartEvent)!;
        Assert.Equal(1, e.At.ToUnixTimeMilliseconds());
        if (e is CartCommandDone done) Assert.False(done.Refreshed.IsDefault);
    }
}

using System.Text.Json;

namespace ShopActors.Grains.Tests.Carts;

/// <summary>The stored form of events: a failure says that journals written before cannot be read.</summary>
public sealed class CartFormatTests
{
    private const string Zeros = "00000000000000000000000000";

    private const string LineSet =
        """
        {"t":"line-set","line":{"id":"line_~","sku":"B","product":"prd_~","title":"T","quantity":2,
        "unitPrice":{"minorUnits":150,"currency":"EUR"},"metadata":{}},
        "operation":"op","fingerprint":"add B 2","refreshed":[],"at":1767225600123}
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
    [InlineData("""{"t":"created","operation":"op","fingerprint":"create","owner":"p","currency":"EUR","at":1}""")]
    [InlineData("""{"t":"line-removed","operation":"op","fingerprint":"x","line":"line_~","at":1}""")]
    [InlineData("""{"t":"unlocked","order":"ord_~","at":1}""")]
    [InlineData("""{"t":"checked-out","order":"ord_~","at":1}""")]
    [InlineData("""{"t":"merge-given-up","operation":"op","at":1}""")]
    [InlineData("""{"t":"merge-ended","operation":"op","at":1}""")]
    [InlineData("""{"t":"sealed","target":"cart_~","operation":"op","at":1}""")]
    [InlineData("""{"t":"reopened","at":1}""")]
    [InlineData("""{"t":"renewed","operation":"op","fingerprint":"create","currency":"EUR","at":1}""")]
    [InlineData("""{"t":"seal-settled","target":"cart_~","operation":"op","at":1}""")]
    [InlineData("""{"t":"seal-returned","target":"cart_~","operation":"op","at":1}""")]
    public void Event_Stored_IsReadAsEver(string json)
    {
        var stored = json.Replace("~", Zeros, StringComparison.Ordinal);
        var e = JsonSerializer.Deserialize(stored, CartJson.Default.CartEvent)!;
        Assert.Equal(1, e.At.ToUnixTimeMilliseconds());
        if (e is CartCommandDone done) Assert.False(done.Refreshed.IsDefault);
    }
}

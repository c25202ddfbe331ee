using System.Text.Json;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Abstractions.Identity;

public sealed class GrainIdTests
{
    [Fact]
    public void Parse_TextForm_GivesAnEqualId()
    {
        var id = GrainId.Create("shoppingcart", "käse/1");

        var parsed = GrainId.Parse(id.ToString());

        Assert.Equal(id, parsed);
        Assert.True(id == parsed);
        Assert.Equal(id.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(id.GetUniformHashCode(), parsed.GetUniformHashCode());
        Assert.Equal(0, id.CompareTo(parsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("noslash")]
    [InlineData("/key")]
    public void Parse_Malformed_ThrowsFormatException(string text)
    {
        Assert.False(GrainId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => GrainId.Parse(text));
    }

    [Fact]
    public void Equals_OtherTypeOrKey_IsFalse()
    {
        var id = GrainId.Create("a", "b");

        Assert.NotEqual(id, GrainId.Create("a", "c"));
        Assert.NotEqual(id, GrainId.Create("c", "b"));
        Assert.NotEqual(id, GrainId.Create("ab", "b"));
        Assert.True(default(GrainId).IsDefault);
    }

    [Fact]
    public void Json_RoundTrip_IsTheTextForm()
    {
        var ids = new Dictionary<GrainId, GrainId> { [GrainId.Create("a", "b")] = GrainId.Create("c", "d") };

        var json = JsonSerializer.Serialize(ids);

        Assert.Equal("""{"a/b":"c/d"}""", json);
        Assert.Equal(ids, JsonSerializer.Deserialize<Dictionary<GrainId, GrainId>>(json));
    }

    [Fact]
    public void GetUniformHashCode_ConsecutiveKeys_SpreadOverTheRing()
    {
        const int buckets = 64;
        const int keys = 64_000;
        var counts = new int[buckets];
        var type = GrainType.Create("t");
        for (var i = 0; i < keys; i++)
        {
            counts[new GrainId(type, GrainIdKeyExtensions.CreateIntegerKey(i)).GetUniformHashCode() >> 26]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Size_OfAnId_IsTwentyFourBytes() =>
        Assert.Equal(24, System.Runtime.CompilerServices.Unsafe.SizeOf<GrainId>());
}

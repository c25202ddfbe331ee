using System.Text;

namespace Nola.Runtime.Tests.Abstractions.Identity;

public sealed class StableHashTests
{
    // The published test values of xxHash32 with seed zero.
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void ComputeHash_KnownInput_GivesTheKnownValue(string text, uint expected)
    {
        Assert.Equal(expected, StableHash.ComputeHash(text));
        Assert.Equal(expected, StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void ComputeHash_LongString_EqualsTheHashOfItsBytes()
    {
        var text = new string('ü', 1000);

        Assert.Equal(StableHash.ComputeHash(Encoding.UTF8.GetBytes(text)), StableHash.ComputeHash(text));
    }
}

using System.Net;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Abstractions.Identity;

public sealed class SiloAddressTests
{
    [Fact]
    public void Parse_BothForms_GiveAnEqualAddress()
    {
        var address = SiloAddress.New(IPAddress.Loopback, 11111, 77);

        Assert.Equal("S127.0.0.1:11111:77", address.ToString());
        Assert.Equal("127.0.0.1:11111@77", address.ToParsableString());
        Assert.Equal(address, SiloAddress.FromParsableString(address.ToParsableString()));
        Assert.Equal(address, SiloAddress.Parse(address.ToString()));
        Assert.Equal(address, SiloAddress.FromUtf8String("127.0.0.1:11111@77"u8));
    }

    [Fact]
    public void Parse_IPv6_RoundTrips()
    {
        var address = SiloAddress.New(IPAddress.IPv6Loopback, 11111, -5);

        Assert.True(address.IsClient);
        Assert.Equal(address, SiloAddress.Parse(address.ToParsableString()));
        Assert.Equal(address, SiloAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1@5")]
    [InlineData("127.0.0.1:70000@5")]
    [InlineData("127.0.0.1:80@x")]
    [InlineData("host:80@1")]
    public void Parse_Malformed_ThrowsFormatException(string text)
    {
        Assert.False(SiloAddress.TryParse(text, out _));
        Assert.Throws<FormatException>(() => SiloAddress.Parse(text));
    }

    [Fact]
    public void IsSuccessorOf_LaterGenerationOnSameEndpoint_IsTrue()
    {
        var first = SiloAddress.New(IPAddress.Loopback, 1, 1);
        var second = SiloAddress.New(IPAddress.Loopback, 1, 2);

        Assert.True(second.IsSuccessorOf(first));
        Assert.True(first.IsPredecessorOf(second));
        Assert.False(first.IsSuccessorOf(second));
        Assert.False(SiloAddress.New(IPAddress.Loopback, 2, 2).IsSuccessorOf(first));
    }

    [Fact]
    public void AllocateNewGeneration_CalledTwice_Grows() =>
        Assert.True(SiloAddress.AllocateNewGeneration() < SiloAddress.AllocateNewGeneration());
}

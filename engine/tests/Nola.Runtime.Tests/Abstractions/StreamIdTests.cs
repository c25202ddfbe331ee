using System.Text;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Abstractions;

public sealed class StreamIdTests
{
    [Fact]
    public void Create_FromKeys_HasNamespaceAndKey()
    {
        var id = StreamId.Create("orders", 42L);

        Assert.Equal("orders", id.GetNamespace());
        Assert.Equal("42", id.GetKeyAsString());
        Assert.Equal("orders/42", id.ToString());
        Assert.Equal(id, StreamId.Parse(Encoding.UTF8.GetBytes(id.ToString())));
        Assert.Equal("null/k", StreamId.Create(null, "k").ToString());
        Assert.Equal(StreamId.Create(null, "k"), StreamId.Parse("null/k"u8));
    }

    [Fact]
    public void Equals_SameBytesSplitElsewhere_IsFalse() =>
        Assert.NotEqual(StreamId.Create("ab", "c"), StreamId.Create("a", "bc"));
}

using Orleans.Runtime;

namespace ShopActors.Grains.Tests.Security;

public sealed class CallSourceTests
{
    [Theory]
    [InlineData("sys.client/0d5a6d2b", Callers.Api)]
    [InlineData("sys.client/0d5a6d2b+observer", Callers.Api)]
    [InlineData("sys.client/hosted-127.0.0.1:11111@1", Callers.Api | Callers.Silo)]
    [InlineData("sys.svc.user.0/127.0.0.1:11111@1", Callers.Silo)]
    [InlineData("order/ord_00000000000000000000000000", Callers.Grains)]
    public void Of_SourceId_TellsClientFromGrainFromSilo(string source, Callers expected) =>
        Assert.Equal(expected, CallSource.Of(GrainId.Parse(source)));

    [Fact]
    public void Of_NoSource_IsNothing() => Assert.Equal(Callers.None, CallSource.Of(null));
}

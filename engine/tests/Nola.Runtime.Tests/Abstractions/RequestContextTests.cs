using Orleans.Runtime;

namespace Nola.Runtime.Tests.Abstractions;

public sealed class RequestContextTests
{
    [Fact]
    public async Task Set_InACalledMethod_IsNotSeenByTheCaller()
    {
        RequestContext.Set("key", 1);

        await Callee();

        Assert.Equal(1, RequestContext.Get("key"));
        Assert.Null(RequestContext.Get("other"));

        static async Task Callee()
        {
            Assert.Equal(1, RequestContext.Get("key"));
            RequestContext.Set("key", 2);
            RequestContext.Set("other", 3);
            await Task.Yield();
            Assert.Equal(2, RequestContext.Get("key"));
        }
    }

    [Fact]
    public void Set_AfterASnapshot_LeavesTheSnapshotAsItWas()
    {
        RequestContext.Set("a", 1);
        var snapshot = RequestContext.Snapshot!;

        RequestContext.Set("b", 2);
        Assert.True(RequestContext.Remove("a"));

        Assert.Equal(["a"], snapshot.Keys);
        Assert.Equal(["b"], RequestContext.Keys);
        RequestContext.Snapshot = snapshot;
        Assert.Equal(1, RequestContext.Get("a"));
    }

    [Fact]
    public void AllowCallChainReentrancy_Nested_KeepsOneIdAndRestores()
    {
        Assert.Equal(Guid.Empty, RequestContext.ReentrancyId);
        using (RequestContext.AllowCallChainReentrancy())
        {
            var id = RequestContext.ReentrancyId;
            Assert.NotEqual(Guid.Empty, id);
            using (RequestContext.AllowCallChainReentrancy()) Assert.Equal(id, RequestContext.ReentrancyId);
            using (RequestContext.SuppressCallChainReentrancy()) Assert.Equal(Guid.Empty, RequestContext.ReentrancyId);
            Assert.Equal(id, RequestContext.ReentrancyId);
        }

        Assert.Equal(Guid.Empty, RequestContext.ReentrancyId);
        Assert.Null(RequestContext.Snapshot);
    }
}

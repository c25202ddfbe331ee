using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Nola.Runtime.Tests.Hosting;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

public sealed class InlineLeaseTests
{
    private const int WarmUpCalls = 3;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Call_LeaseLapsedDuringTheCallersTurn_IsNotServedInline()
    {
        var lease = new Lease(Duration, _time);
        lease.Renew(_time.GetTimestamp());
        await using var silo = await TestSilo.StartAsync(builder =>
        {
            builder.Services.AddSingleton(_time);
            builder.Services.Replace(ServiceDescriptor.Singleton<IGrainLocator>(new LeaseLocator(lease)));
            builder.Services.RemoveAll<IMessageCenter>();
        });
        var caller = silo.Grains.GetGrain<ILeaseGrain>(1);
        for (var i = 1; i <= WarmUpCalls; i++) Assert.Equal(i, await caller.CountAfter(TimeSpan.Zero, 2));

        await Assert.ThrowsAsync<SiloUnavailableException>(() => caller.CountAfter(Duration, 2));

        lease.Renew(_time.GetTimestamp());
        Assert.Equal(WarmUpCalls + 1, await caller.CountAfter(TimeSpan.Zero, 2));
    }

    private sealed class LeaseLocator(Lease lease) : IGrainLocator
    {
        public bool MayServe => lease.IsValid;

        public bool IsLocal(GrainId grainId, PlacementStrategy placement) => lease.IsValid;

        public SiloAddress? Locate(GrainId grainId, PlacementStrategy placement) => null;
    }
}

/// <summary>A grain that lets time pass before it calls another.</summary>
public interface ILeaseGrain : IGrainWithIntegerKey
{
    Task<int> Count();

    Task<int> CountAfter(TimeSpan time, long other);
}

internal sealed class LeaseGrain(ManualTime time) : Grain, ILeaseGrain
{
    private int _count;

    public Task<int> Count() => Task.FromResult(++_count);

    public Task<int> CountAfter(TimeSpan elapsed, long other)
    {
        time.Advance(elapsed);
        return GrainFactory.GetGrain<ILeaseGrain>(other).Count();
    }
}

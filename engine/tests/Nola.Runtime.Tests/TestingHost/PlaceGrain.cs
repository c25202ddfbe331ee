using Orleans.Runtime;

namespace Nola.Runtime.Tests.TestingHost;

public sealed class PlaceGrain(ILocalSiloDetails silo) : Grain, IPlaceGrain
{
    private int _count;

    public Task<SiloAddress> GetSilo() => Task.FromResult(silo.SiloAddress);

    public Task<int> Count() => Task.FromResult(++_count);

    public Task<int> CountThrough(long other) => GrainFactory.GetGrain<IPlaceGrain>(other).Count();

    public Task<string> Fail(string message) => throw new InvalidOperationException(message);
}

using Orleans.Concurrency;

namespace Nola.Runtime.Tests.Activation;

/// <summary>A grain that ends in unusual ways.</summary>
public interface IEndingGrain : IGrainWithStringKey
{
    Task Set(int memory, int state, int facetValue);

    Task<(int Memory, int State, int Facet, long Incarnation)> Get();

    Task Migrate();

    [AlwaysInterleave]
    Task MigrateWhileBusy();

    Task WaitFor(string gate);

    Task DeactivateAndHang(string gate);
}

public interface INeverValidGrain : IGrainWithIntegerKey
{
    Task Ping();
}

public interface IUnbuildableGrain : IGrainWithIntegerKey
{
    Task Ping();
}

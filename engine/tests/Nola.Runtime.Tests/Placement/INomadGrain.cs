using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Placement;

/// <summary>A grain that says where it is, and goes elsewhere when asked.</summary>
public interface INomadGrain : IGrainWithIntegerKey
{
    Task<GrainAddress> Where();

    /// <summary>Counts in memory; one that was moved goes on counting.</summary>
    Task<int> Count();

    /// <summary>Is busy until the test lets it go.</summary>
    Task Work();

    [AlwaysInterleave]
    Task MoveTo(SiloAddress? target);

    Task<SiloAddress> AskNeighbour(long key);
}

/// <summary>Where the ring says.</summary>
public interface IRingNomadGrain : INomadGrain;

/// <summary>Placed at random.</summary>
public interface IRandomNomadGrain : INomadGrain;

/// <summary>Placed where a filter lets it.</summary>
public interface IPickyNomadGrain : INomadGrain;

/// <summary>Placed with its caller.</summary>
public interface ILocalNomadGrain : INomadGrain;

/// <summary>Placed by the application.</summary>
public interface ICornerNomadGrain : INomadGrain;

/// <summary>Placed where there are few.</summary>
public interface ILightNomadGrain : INomadGrain;

#pragma warning disable ORLEANSEXP004 // Filters by metadata are experimental in Orleans; they are what is tested here.
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement.Filtering;

namespace Nola.Runtime.Tests.Placement;

/// <summary>A grain that says where it is.</summary>
public interface IZonedGrain : IGrainWithIntegerKey
{
    Task<SiloAddress> Where();

    /// <summary>Where a grain is that this one calls.</summary>
    Task<SiloAddress> WhereIsNeighbour(long key);
}

/// <summary>Only where the caller's zone is.</summary>
public interface IStrictGrain : IZonedGrain;

/// <summary>Where the caller's zone is, or anywhere if there are too few silos of it.</summary>
public interface IChoosyGrain : IZonedGrain;

/// <summary>Has filters that do not say which comes first.</summary>
public interface IUndecidedGrain : IZonedGrain;

public abstract class ZonedGrainBase(ILocalSiloDetails silo) : Grain, IZonedGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<SiloAddress> WhereIsNeighbour(long key) => GrainFactory.GetGrain<IStrictGrain>(key).Where();
}

[RandomPlacement]
public sealed class AnywhereGrain(ILocalSiloDetails silo) : ZonedGrainBase(silo);

[RequiredMatchSiloMetadataPlacementFilter(["zone"])]
[RandomPlacement]
public sealed class StrictGrain(ILocalSiloDetails silo) : ZonedGrainBase(silo), IStrictGrain;

[PreferredMatchSiloMetadataPlacementFilter(["zone", "machine"], minCandidates: 2)]
public sealed class ChoosyGrain(ILocalSiloDetails silo) : ZonedGrainBase(silo), IChoosyGrain;

[RequiredMatchSiloMetadataPlacementFilter(["zone"])]
[FirstSiloFilter]
public sealed class UndecidedGrain(ILocalSiloDetails silo) : ZonedGrainBase(silo), IUndecidedGrain;

namespace Nola.Runtime.Management;

/// <summary>What one silo tells and does for the management grain. Its id names the silo on which it lives.</summary>
internal interface ISiloControlGrain : IGrainWithStringKey
{
    Task<SiloRuntimeStatistics> GetRuntimeStatistics();

    Task<SimpleGrainStatistic[]> GetSimpleStatistics();

    Task<DetailedGrainStatistic[]> GetDetailedStatistics(string[]? types);

    Task<List<GrainId>> GetActiveGrains(GrainType? grainType);

    Task<bool> IsActive(GrainId grainId);

    Task CollectActivations(TimeSpan ageLimit);

    Task CollectGarbage();
}

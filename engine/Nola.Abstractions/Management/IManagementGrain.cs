namespace Orleans.Runtime;

/// <summary>The cluster's management: <c>GetGrain&lt;IManagementGrain&gt;(0)</c>.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>The silos with their states.</summary>
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    /// <summary>The rows of the membership table.</summary>
    Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

    /// <summary>Figures of silos.</summary>
    Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

    /// <summary>Activations per grain class on all silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    /// <summary>Activations per grain class on some silos.</summary>
    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

    /// <summary>All activations, of some classes or on some silos.</summary>
    Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null);

    /// <summary>The number of activations in the cluster.</summary>
    Task<int> GetTotalActivationCount();

    /// <summary>The number of activations of a grain.</summary>
    Task<int> GetGrainActivationCount(GrainReference grainReference);

    /// <summary>Collects garbage.</summary>
    Task ForceGarbageCollection(SiloAddress[] hostsIds);

    /// <summary>Deactivates what was idle for that long on all silos.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>Deactivates what was idle for that long on some silos.</summary>
    Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit);

    /// <summary>Has silos refresh their figures.</summary>
    Task ForceRuntimeStatisticsCollection(SiloAddress[] siloAddresses);

    /// <summary>The silo of a grain's activation, or null.</summary>
    ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference);

    /// <summary>The active grains of a type.</summary>
    ValueTask<List<GrainId>> GetActiveGrains(GrainType type);

    /// <summary>How often grains call each other.</summary>
    Task<List<GrainCallFrequency>> GetGrainCallFrequencies(SiloAddress[]? hostsIds = null);

    /// <summary>Starts to count calls anew.</summary>
    ValueTask ResetGrainCallFrequencies(SiloAddress[]? hostsIds = null);

    /// <summary>Sends a command to a provider on each silo.</summary>
    Task<object?[]> SendControlCommandToProvider<T>(string providerName, int command, object? arg = null)
        where T : Providers.IControllable;
}

using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures each silo of a test cluster. Created anew for each, so it has no state.</summary>
public interface ISiloConfigurator
{
    /// <summary>Configures a silo.</summary>
    void Configure(ISiloBuilder siloBuilder);
}

using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures what rewindable streams keep.</summary>
public static class SiloRecoverableStreamConfiguratorExtensions
{
    /// <summary>Configures how long delivered events are kept for consumers that rewind.</summary>
    public static void ConfigureCacheEviction(
        this ISiloRecoverableStreamConfigurator configurator,
        Action<OptionsBuilder<StreamCacheEvictionOptions>> configureOptions) => configurator.Configure(configureOptions);
}

using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures the streams of a client.</summary>
public static class ClusterClientPersistentStreamConfiguratorExtensions
{
    /// <summary>Configures when the provider starts, which is with the client: the options are kept and have no effect.</summary>
    public static void ConfigureLifecycle(
        this IClusterClientPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamLifecycleOptions>> configureOptions) => configurator.Configure(configureOptions);
}

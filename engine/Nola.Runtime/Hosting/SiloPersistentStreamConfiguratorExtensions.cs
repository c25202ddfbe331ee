using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures the delivery of a silo's streams.</summary>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>Configures the delivery of events.</summary>
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
        configurator.Configure(configureOptions);

    /// <summary>Configures when the provider starts, which is with the silo: the options are kept and have no effect.</summary>
    public static void ConfigureLifecycle(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamLifecycleOptions>> configureOptions) => configurator.Configure(configureOptions);
}

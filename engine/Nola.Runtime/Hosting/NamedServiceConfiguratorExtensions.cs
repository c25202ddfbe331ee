using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures the options of a named provider.</summary>
public static class NamedServiceConfiguratorExtensions
{
    /// <summary>Configures options that bear the provider's name.</summary>
    public static void Configure<TOptions>(
        this INamedServiceConfigurator configurator, Action<OptionsBuilder<TOptions>>? configureOptions)
        where TOptions : class, new()
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.ConfigureDelegate(services =>
            configureOptions?.Invoke(services.AddOptions<TOptions>(configurator.Name)));
    }
}

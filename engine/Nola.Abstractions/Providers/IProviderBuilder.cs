using Microsoft.Extensions.Configuration;

namespace Orleans.Providers;

/// <summary>Configures a provider from a section of the configuration.</summary>
public interface IProviderBuilder<TBuilder>
{
    /// <summary>Adds the provider to the builder.</summary>
    void Configure(TBuilder builder, string? name, IConfigurationSection configurationSection);
}

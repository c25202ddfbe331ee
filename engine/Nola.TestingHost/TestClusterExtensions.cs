using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What configurators can learn about their cluster.</summary>
public static class TestClusterExtensions
{
    internal const string ConfigurationProperty = "Nola.TestingHost.Configuration";

    /// <summary>The cluster's configuration.</summary>
    public static IConfiguration GetConfiguration(this IHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Properties.TryGetValue(ConfigurationProperty, out var value)
            ? (IConfiguration)value
            : throw new InvalidOperationException("The host does not belong to a test cluster.");
    }

    /// <summary>A value of the cluster's configuration.</summary>
    public static string? GetConfigurationValue(this IHostBuilder hostBuilder, string key) =>
        hostBuilder.GetConfiguration()[key];

    /// <summary>The cluster's options.</summary>
    public static TestClusterOptions GetTestClusterOptions(this IConfiguration config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var options = new TestClusterOptions();
        config.GetSection(TestClusterOptions.Section).Bind(options);
        config.Bind(options);
        return options;
    }

    /// <summary>The cluster's options.</summary>
    public static TestClusterOptions GetTestClusterOptions(this IHostBuilder hostBuilder) =>
        hostBuilder.GetConfiguration().GetTestClusterOptions();
}

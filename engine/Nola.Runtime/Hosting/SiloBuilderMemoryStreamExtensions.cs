using Nola.Runtime.Hosting;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Adds memory streams to silos.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds streams in the cluster's memory under a name.</summary>
    public static ISiloBuilder AddMemoryStreams(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null) =>
        builder.AddMemoryStreams<DefaultMemoryMessageBodySerializer>(name, configure);

    /// <summary>Adds streams in the cluster's memory under a name; events pass through the serializer.</summary>
    public static ISiloBuilder AddMemoryStreams<TSerializer>(
        this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
        where TSerializer : class, IMemoryMessageBodySerializer
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddMemoryStreams<TSerializer>(builder.Services, name);
        configure?.Invoke(new MemoryStreamConfigurator(builder.Services, name));
        return builder;
    }
}

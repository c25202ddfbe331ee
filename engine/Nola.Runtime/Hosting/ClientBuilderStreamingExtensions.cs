using Nola.Runtime.Hosting;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Adds streams to clients.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Adds streams in the cluster's memory under a name.</summary>
    public static IClientBuilder AddMemoryStreams(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null) =>
        builder.AddMemoryStreams<DefaultMemoryMessageBodySerializer>(name, configure);

    /// <summary>Adds streams in the cluster's memory under a name; events pass through the serializer.</summary>
    public static IClientBuilder AddMemoryStreams<TSerializer>(
        this IClientBuilder builder, string name, Action<IClusterClientMemoryStreamConfigurator>? configure = null)
        where TSerializer : class, IMemoryMessageBodySerializer
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddMemoryStreams<TSerializer>(builder.Services, name);
        configure?.Invoke(new MemoryStreamConfigurator(builder.Services, name));
        return builder;
    }

    /// <summary>Adds what all stream providers share.</summary>
    public static IClientBuilder AddStreaming(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddTo(builder.Services);
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Hosting;
using Orleans.Streams.Filtering;

namespace Orleans.Hosting;

/// <summary>Adds streams to silos.</summary>
public static class SiloBuilderStreamingExtensions
{
    /// <summary>Adds what all stream providers share.</summary>
    public static ISiloBuilder AddStreaming(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StreamServices.AddTo(builder.Services);
        return builder;
    }

    /// <summary>Decides which events of a provider's streams are delivered.</summary>
    public static ISiloBuilder AddStreamFilter<T>(this ISiloBuilder builder, string name)
        where T : class, IStreamFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddStreamFilter<T>(name);
        return builder;
    }

    /// <summary>Decides which events of a provider's streams are delivered.</summary>
    public static IClientBuilder AddStreamFilter<T>(this IClientBuilder builder, string name)
        where T : class, IStreamFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddStreamFilter<T>(name);
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams.Filtering;

namespace Orleans.Hosting;

/// <summary>Adds parts of streams to a container.</summary>
public static class StreamingServiceCollectionExtensions
{
    /// <summary>Decides which events of a provider's streams are delivered.</summary>
    public static IServiceCollection AddStreamFilter<T>(this IServiceCollection services, string name)
        where T : class, IStreamFilter =>
        services.AddKeyedSingleton<IStreamFilter, T>(name);
}

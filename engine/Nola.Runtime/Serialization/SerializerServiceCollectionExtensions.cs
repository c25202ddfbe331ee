using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Serialization;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization;

/// <summary>Adds the serializer to a host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds the serializer. May be called more than once; configurations add up.</summary>
    public static IServiceCollection AddSerializer(
        this IServiceCollection services, Action<ISerializerBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions();
        services.TryAddSingleton<HostCodecProvider>();
        services.TryAddSingleton<CodecProvider>(static provider => provider.GetRequiredService<HostCodecProvider>());
        services.TryAddSingleton<Serializer>();
        services.TryAddSingleton(typeof(Serializer<>), typeof(Serializer<>));
        services.TryAddSingleton<ObjectSerializer>();
        services.TryAddSingleton<DeepCopier>();
        services.TryAddSingleton(typeof(DeepCopier<>), typeof(DeepCopier<>));
        configure?.Invoke(new SerializerBuilder(services));
        return services;
    }

    private sealed class SerializerBuilder(IServiceCollection services) : ISerializerBuilder
    {
        public IServiceCollection Services { get; } = services;
    }
}

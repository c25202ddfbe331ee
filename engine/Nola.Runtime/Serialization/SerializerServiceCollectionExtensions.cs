using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Serialization;
using Nola.Runtime.Serialization.External;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;

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
        services.TryAddSingleton<ICodecProvider>(static s => s.GetRequiredService<HostCodecProvider>());
        services.TryAddSingleton<IFieldCodecProvider>(static s => s.GetRequiredService<HostCodecProvider>());
        services.TryAddSingleton<IDeepCopierProvider>(static s => s.GetRequiredService<HostCodecProvider>());
        services.TryAddSingleton<IActivatorProvider>(static s => s.GetRequiredService<HostCodecProvider>());
        services.TryAddSingleton(typeof(IFieldCodec<>), typeof(InjectedCodec<>));
        services.TryAddSingleton(typeof(IBaseCodec<>), typeof(InjectedBaseCodec<>));
        services.TryAddSingleton(typeof(IDeepCopier<>), typeof(InjectedCopier<>));
        services.TryAddSingleton(typeof(IBaseCopier<>), typeof(InjectedBaseCopier<>));
        services.TryAddSingleton(typeof(IActivator<>), typeof(InjectedActivator<>));
        services.TryAddSingleton<SerializerSessionPool>();
        services.TryAddSingleton<CopyContextPool>();
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

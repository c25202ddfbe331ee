using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Nola.Runtime.Serialization;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization;

/// <summary>Adds serializers of other formats, for types without generated code.</summary>
public static class SerializationHostingExtensions
{
    /// <summary>Sends types of the application's choice as JSON, and JSON documents and nodes too.</summary>
    /// <param name="serializerBuilder">The builder.</param>
    /// <param name="isSupported">Which types.</param>
    /// <param name="jsonSerializerOptions">Options of the JSON serializer.</param>
    public static ISerializerBuilder AddJsonSerializer(
        this ISerializerBuilder serializerBuilder,
        Func<Type, bool>? isSupported,
        JsonSerializerOptions? jsonSerializerOptions = null) =>
        serializerBuilder.AddJsonSerializer(isSupported, isSupported, options =>
        {
            if (jsonSerializerOptions is not null) options.Configure(o => o.SerializerOptions = jsonSerializerOptions);
        });

    /// <summary>Sends and copies types of the application's choice as JSON.</summary>
    /// <param name="serializerBuilder">The builder.</param>
    /// <param name="isSerializable">Which types are sent.</param>
    /// <param name="isCopyable">Which types are copied by way of JSON.</param>
    /// <param name="configureOptions">Configures how.</param>
    public static ISerializerBuilder AddJsonSerializer(
        this ISerializerBuilder serializerBuilder,
        Func<Type, bool>? isSerializable,
        Func<Type, bool>? isCopyable,
        Action<OptionsBuilder<JsonCodecOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(serializerBuilder);
        var services = serializerBuilder.Services;
        configureOptions?.Invoke(services.AddOptions<JsonCodecOptions>());
        services.AddSingleton<IForeignSerializer>(provider => new JsonForeignSerializer(
            isSerializable ?? (static _ => false),
            isCopyable ?? (static _ => false),
            provider.GetRequiredService<IOptions<JsonCodecOptions>>().Value));
        return serializerBuilder;
    }

    /// <summary>Takes in the generated code of an assembly that nothing refers to.</summary>
    public static ISerializerBuilder AddAssembly(this ISerializerBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return builder;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Storage;
using Orleans.Serialization;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Stores grain states as JSON.</summary>
public static class SystemTextJsonSerializerExtensions
{
    /// <summary>Makes System.Text.Json the serializer of grain storage that has none of its own.</summary>
    public static ISiloBuilder UseSystemTextJsonGrainStorageSerializer(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<SystemTextJsonGrainStorageSerializerOptions>()
            .PostConfigure<IServiceProvider>((options, services) => options.JsonSerializerOptions.Converters.Add(
                new GrainReferenceJsonConverter(services.GetRequiredService<IGrainFactory>)));
        builder.Services.Replace(
            ServiceDescriptor.Singleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>());
        return builder;
    }
}

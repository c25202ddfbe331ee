using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;

namespace Orleans.Storage;

/// <summary>Finds the storage of grain classes.</summary>
public static class GrainStorageHelpers
{
    /// <summary>The storage that a class names by <see cref="StorageProviderAttribute"/>, else the default one.</summary>
    /// <exception cref="BadProviderConfigException">It is not registered.</exception>
    public static IGrainStorage GetGrainStorage(Type grainType, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(grainType);
        var name = grainType.GetCustomAttribute<StorageProviderAttribute>(inherit: true)?.ProviderName;
        var storage = string.IsNullOrEmpty(name) || name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(name);
        return storage ?? throw Nola.Runtime.Storage.PersistentStateFactory.MissingProvider(grainType, name);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Activation;
using Orleans.Storage;

namespace Nola.Runtime.Storage;

/// <summary>Makes the states that grains take as constructor parameters.</summary>
internal sealed class PersistentStateFactory(IServiceProvider services) : IPersistentStateFactory
{
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (context is not GrainActivation activation)
        {
            throw new ArgumentException("A persistent state belongs to an activation.", nameof(context));
        }

        var storage = string.IsNullOrWhiteSpace(config.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(config.StorageName);
        if (storage is null) throw MissingProvider(activation.Class.ClassType, config.StorageName);

        var facet = new StateFacet<TState>(activation, storage, config.StateName);
        facet.Participate(context.ObservableLifecycle);
        return facet;
    }

    internal static BadProviderConfigException MissingProvider(Type grainClass, string? name) => new(
        string.IsNullOrWhiteSpace(name)
            ? $"No default storage provider found loading grain type {grainClass.FullName}."
            : $"No storage provider named \"{name}\" found loading grain type {grainClass.FullName}.");
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Activation;

/// <summary>Makes grain extensions when they are first called: from the host's services, by their interface.</summary>
internal sealed class ExtensionRegistry(ActivationHost host)
{
    private readonly ConcurrentDictionary<Type, Func<GrainActivation, object>> _builtIn = new();

    /// <summary>Adds an extension of the runtime itself.</summary>
    public void Add<TExtension>(Func<GrainActivation, TExtension> create)
        where TExtension : class, IGrainExtension => _builtIn[typeof(TExtension)] = create;

    /// <summary>The activation's extension. On its turn.</summary>
    public object Get(GrainActivation activation, Type extensionType)
    {
        if (activation.GetComponent(extensionType) is { } existing) return existing;

        var created = Create(activation, extensionType);
        activation.SetComponent(extensionType, created);
        return created;
    }

    private object Create(GrainActivation activation, Type extensionType)
    {
        if (_builtIn.TryGetValue(extensionType, out var create)) return create(activation);

        if (host.Services.GetService<IServiceProviderIsKeyedService>()
                ?.IsKeyedService(typeof(IGrainExtension), extensionType) == true)
        {
            return activation.ActivationServices.GetRequiredKeyedService<IGrainExtension>(extensionType);
        }

        throw new GrainExtensionNotInstalledException(
            $"{activation.GrainId} has no extension {extensionType.FullName}.");
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures services that belong to a named provider.</summary>
public interface INamedServiceConfigurator
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>The host's services.</summary>
    Action<Action<IServiceCollection>> ConfigureDelegate { get; }
}

/// <summary>Configures streams.</summary>
public interface IPersistentStreamConfigurator : INamedServiceConfigurator;

/// <summary>Configures the streams of a silo.</summary>
public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;

/// <summary>Configures the rewindable streams of a silo.</summary>
public interface ISiloRecoverableStreamConfigurator : ISiloPersistentStreamConfigurator;

/// <summary>Configures the streams of a client.</summary>
public interface IClusterClientPersistentStreamConfigurator : IPersistentStreamConfigurator;

/// <summary>Configures memory streams.</summary>
public interface IMemoryStreamConfigurator : INamedServiceConfigurator;

/// <summary>Configures the memory streams of a silo.</summary>
public interface ISiloMemoryStreamConfigurator : IMemoryStreamConfigurator, ISiloRecoverableStreamConfigurator;

/// <summary>Configures the memory streams of a client.</summary>
public interface IClusterClientMemoryStreamConfigurator
    : IMemoryStreamConfigurator, IClusterClientPersistentStreamConfigurator;

/// <summary>Configures the memory streams of a host.</summary>
internal sealed class MemoryStreamConfigurator(IServiceCollection services, string name)
    : ISiloMemoryStreamConfigurator, IClusterClientMemoryStreamConfigurator
{
    public string Name { get; } = name;

    public Action<Action<IServiceCollection>> ConfigureDelegate { get; } = configure => configure(services);
}

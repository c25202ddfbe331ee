using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Configures memory streams.</summary>
public interface IMemoryStreamConfigurator
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>The host's services.</summary>
    Action<Action<IServiceCollection>> ConfigureDelegate { get; }
}

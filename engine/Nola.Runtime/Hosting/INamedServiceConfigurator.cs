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

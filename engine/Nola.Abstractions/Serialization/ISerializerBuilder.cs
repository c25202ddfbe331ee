using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Serialization;

/// <summary>Configures a host's serializer.</summary>
public interface ISerializerBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}

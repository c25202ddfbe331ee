using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Callbacks of types that implement <see cref="IOnDeserialized"/>.</summary>
/// <param name="serviceProvider">The services of the host.</param>
public class OnDeserializedCallbacks(IServiceProvider serviceProvider) : DeserializationContext
{
    /// <inheritdoc/>
    public override IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <inheritdoc/>
    public override object RuntimeClient => ServiceProvider.GetRequiredService<IGrainReferenceRuntime>();

    /// <summary>Called by generated code.</summary>
    public void OnDeserialized(IOnDeserialized value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.OnDeserialized(this);
    }
}

using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Serializers;

/// <summary>Finds codecs, copiers and activators.</summary>
public interface ICodecProvider : IFieldCodecProvider, IBaseCodecProvider, IActivatorProvider, IDeepCopierProvider
{
    /// <summary>The host's services.</summary>
    IServiceProvider Services { get; }
}

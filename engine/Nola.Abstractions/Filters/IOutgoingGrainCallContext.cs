using Orleans.Runtime;

namespace Orleans;

/// <summary>A call at its caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The caller's activation, if it is a grain.</summary>
    IGrainContext? SourceContext { get; }
}

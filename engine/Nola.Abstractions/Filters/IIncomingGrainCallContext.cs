using System.Reflection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A call at its callee.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The callee's activation.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The method of the grain class.</summary>
    MethodInfo ImplementationMethod { get; }
}

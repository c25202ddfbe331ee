using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain; what a class must implement that does not derive from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The grain's activation.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called before the first request.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called after the last request; not after a crash.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}


namespace Nola.Runtime.Placement;

/// <summary>Gives up the grains that another silo is to own.</summary>
internal interface IRangeListener
{
    /// <summary>
    /// Begins to deactivate what lies in the lost range and gives all of it that is still active, each with the task
    /// that completes when it no longer is. New calls to it are no longer local before this is called.
    /// </summary>
    IReadOnlyList<(GrainId Grain, Task Ended)> Release(Func<GrainId, bool> isLost, CancellationToken cancellationToken);
}

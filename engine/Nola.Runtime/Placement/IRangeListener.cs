
namespace Nola.Runtime.Placement;

/// <summary>Gives up the grains that another silo is to own.</summary>
internal interface IRangeListener
{
    /// <summary>
    /// Deactivates what lies in the lost range and completes when none of it is active any more. New calls to it are no
    /// longer local before this is called.
    /// </summary>
    Task ReleaseAsync(Func<GrainId, bool> isLost, CancellationToken cancellationToken);
}

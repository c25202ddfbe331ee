using Orleans.Runtime;

namespace Orleans.Core.Internal;

/// <summary>
/// Deactivates and migrates grains from outside: <c>reference.Cast&lt;IGrainManagementExtension&gt;()</c>.
/// </summary>
public interface IGrainManagementExtension : IGrainExtension
{
    /// <summary>Deactivates the grain as soon as running requests are done.</summary>
    ValueTask DeactivateOnIdle();

    /// <summary>Moves the grain to another silo as soon as running requests are done.</summary>
    ValueTask MigrateOnIdle();
}

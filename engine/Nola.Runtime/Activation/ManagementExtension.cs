using Orleans.Core.Internal;

namespace Nola.Runtime.Activation;

/// <summary>Lets others end an activation.</summary>
internal sealed class ManagementExtension(GrainActivation activation) : IGrainManagementExtension
{
    public ValueTask DeactivateOnIdle()
    {
        activation.Deactivate(new DeactivationReason(
            DeactivationReasonCode.ApplicationRequested, "IGrainManagementExtension.DeactivateOnIdle was called."));
        return ValueTask.CompletedTask;
    }

    public ValueTask MigrateOnIdle()
    {
        activation.Migrate(RequestContext.Snapshot);
        return ValueTask.CompletedTask;
    }
}

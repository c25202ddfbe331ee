using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>The silo that hosts a displaced grain.</summary>
/// <param name="Host">The silo.</param>
/// <param name="Activation">The activation that the silo registered; default while it is only chosen.</param>
/// <param name="IsLeaving">Whether the activation has ended and its state is offered to another silo.</param>
internal sealed record DirectoryEntry(SiloAddress Host, ActivationId Activation, bool IsLeaving = false)
{
    public bool IsRegistered => !Activation.IsDefault;
}

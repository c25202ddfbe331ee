using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>What a silo hosts of a displaced grain.</summary>
/// <param name="Activation">The activation that was registered.</param>
/// <param name="IsLeaving">Whether it has ended and its state is offered to another silo.</param>
internal readonly record struct HostedGrain(ActivationId Activation, bool IsLeaving);

using Nola.Runtime.Timers;

using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Activation;

/// <summary>What only some activations have. Touched on the turn, except where a member says otherwise.</summary>
internal sealed class ActivationExtras
{
    private TaskCompletionSource? _deactivated;

    /// <summary>The activation's services; made when something scoped is asked for. Written under the lock of this.</summary>
    public AsyncServiceScope? Scope { get; set; }

    public ActivationLifecycle? Lifecycle { get; set; }

    /// <summary>Components and extensions by their type. Guarded by its own lock.</summary>
    public Dictionary<Type, object>? Components { get; set; }

    public HashSet<GrainTimer>? Timers { get; set; }

    /// <summary>Open call-chain reentrancy sections; the same id once per section.</summary>
    public List<Guid>? OpenSections { get; set; }

    /// <summary>Why the activation ends, once that is decided.</summary>
    public DeactivationReason Reason { get; set; }

    /// <summary>Whether the end has begun: it begins once.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Bounds OnDeactivateAsync in addition to the configured timeout.</summary>
    public CancellationToken DeactivationToken { get; set; }

    /// <summary>Until when the collector leaves the activation alone, by the collector's clock.</summary>
    public int KeptUntil { get; set; } = int.MinValue;

    /// <summary>The identity of this incarnation; made when asked for.</summary>
    public ActivationId ActivationId { get; set; }

    /// <summary>What the successor takes over, once the grain was asked to move.</summary>
    public MigrationContext? Migration { get; set; }

    /// <summary>When it began to wait for its running requests, as a timestamp.</summary>
    public long DeactivatingSince { get; set; }

    /// <summary>Whether the end was decided before the first request could start.</summary>
    public bool NeverServed { get; set; }

    /// <summary>What the previous activation handed over, until it is read.</summary>
    public IRehydrationContext? Rehydration { get; set; }

    /// <summary>The request context of the call that caused the activation.</summary>
    public Dictionary<string, object>? ActivationContext { get; set; }

    /// <summary>Completes when the activation is gone. Any thread.</summary>
    public TaskCompletionSource Deactivated
    {
        get
        {
            if (_deactivated is { } source) return source;

            Interlocked.CompareExchange(
                ref _deactivated, new(TaskCreationOptions.RunContinuationsAsynchronously), null);
            return _deactivated;
        }
    }
}

using System.Diagnostics;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

// A grain that does not live where the ring says is activated only when its owner agrees; calls to it wait here.
internal partial class GrainActivation
{
    /// <summary>
    /// Whether the grain's owner has it in its directory. Set before others see the activation, or on the turn.
    /// </summary>
    public bool IsDisplaced { get; set; }

    /// <summary>
    /// Asks the owner, and begins or gives way. Called once, by whoever put the activation into the catalog.
    /// </summary>
    /// <param name="requestContext">The context of the call that caused the activation.</param>
    /// <param name="replaced">The activation whose state this one takes over, or none.</param>
    public async Task<bool> ClaimAsync(Dictionary<string, object>? requestContext, ActivationId replaced)
    {
        Debug.Assert(IsDisplaced);
        var directory = Host.Directory!;
        try
        {
            if (await directory.ClaimAsync(_grainId, ActivationId, replaced, Host.ActivationDeadline).ConfigureAwait(false))
            {
                Begin(requestContext);
                return true;
            }
        }
        catch (Exception exception) // The deadline, or the silo stops: the callers get it.
        {
            Host.Log.ActivationFailed(_grainId, exception, isLate: exception is OperationCanceledException);
            Extras.Reason = new DeactivationReason(
                DeactivationReasonCode.ActivationFailed,
                new SiloUnavailableException("The silo that owns the grain's point on the ring did not answer.", exception),
                "The grain could not be registered.");
        }

        // Where it was this silo's: nobody takes it over any more.
        if (!replaced.IsDefault) directory.Leave(_grainId, replaced);
        Refuse();
        return false;
    }

    /// <summary>
    /// Ends an activation that must not begin, and passes on what waits for it. In the place of <see cref="Begin"/>.
    /// </summary>
    public void Refuse() => Push(new RefuseItem(this));

    private void RefuseOnTurn()
    {
        Debug.Assert(_phase == ActivationPhase.New);
        GiveWay(TakeAllWaiting());
    }

    private sealed class RefuseItem(GrainActivation activation) : WorkItem
    {
        public override void Execute() => activation.RefuseOnTurn();
    }
}

using System.Diagnostics;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

/// <summary>
/// A grain in memory: its identity, its instance and its turns. Everything but the identity is touched on the turn
/// alone, unless its field says otherwise.
/// </summary>
/// <remarks>
/// There may be millions of these, nearly all of them idle, so what only some need is in <see cref="ActivationExtras"/>.
/// The other parts of the class: Admission (which request may start), Lifecycle (from constructor to disposal),
/// Context (what <see cref="IGrainContext"/> shows).
/// </remarks>
internal partial class GrainActivation : TurnQueue
{
    private readonly GrainId _grainId;
    private object? _instance;
    private ActivationExtras? _extras;

    /// <summary>The collector's clock when the last request ended. Read by the collector on its own thread.</summary>
    private int _usedAt;

    /// <summary>Written on the turn; read anywhere as a hint.</summary>
    private volatile ActivationPhase _phase;

    public GrainActivation(GrainClass grainClass, GrainId grainId)
    {
        Class = grainClass;
        _grainId = grainId;
        _usedAt = grainClass.Host.Collector.Now;
    }

    public GrainClass Class { get; }

    public ActivationHost Host => Class.Host;

    public GrainId GrainId => _grainId;

    public object? GrainInstance => _instance;

    public ActivationPhase Phase => _phase;

    /// <summary>The collector's clock when the activation was last used.</summary>
    public int UsedAt => Volatile.Read(ref _usedAt);

    /// <summary>What only some activations have; made when first asked for, on any thread.</summary>
    protected internal ActivationExtras Extras
    {
        get
        {
            if (_extras is { } extras) return extras;

            Interlocked.CompareExchange(ref _extras, new ActivationExtras(), null);
            return _extras;
        }
    }

    public override string ToString() => $"[Activation: {Host.SiloAddress}/{_grainId}]";

    /// <summary>The object on which the request is executed: the grain or one of its extensions.</summary>
    public virtual object? GetTargetFor(Request request) =>
        request.Method.IsExtension ? Host.Extensions.Get(this, request.Method.InterfaceType) : _instance;

    protected override void OnTurnEnded()
    {
        if (!_isLookDue) return;

        AfterTurn();
    }

    protected override void OnUnhandledException(Exception exception) => Host.Log.UnhandledInTurn(_grainId, exception);

    protected override void Schedule() => Host.Pool.Schedule(this);

    /// <summary>Does what an ended turn made possible: starts the next request, or goes on ending the activation.</summary>
    private void AfterTurn()
    {
        Debug.Assert(_isLookDue);
        if (_phase == ActivationPhase.Deactivating && _runningCount == 0)
        {
            _isLookDue = false;
            ContinueDeactivation();
            return;
        }

        if (TakeAdmissible() is { } next) RunNext(next);
        else _isLookDue = false;
    }
}

/// <summary>Where an activation stands between its making and its end.</summary>
internal enum ActivationPhase : byte
{
    /// <summary>Made, in the catalog, not yet on a turn.</summary>
    New,

    /// <summary>Under construction or in OnActivateAsync; requests wait.</summary>
    Activating,

    /// <summary>Serves requests.</summary>
    Valid,

    /// <summary>Lets the running requests end, then runs OnDeactivateAsync; new requests wait for the successor.</summary>
    Deactivating,

    /// <summary>Gone; whoever still has it must look the grain up again.</summary>
    Invalid,
}

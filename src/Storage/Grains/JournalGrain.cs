using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// The base of grains whose state is folded from a journal. A command decides and records its events within one turn,
/// and then awaits only their durability. Events recorded while an append is in flight share the next one; that is why
/// derived classes are <c>[Reentrant]</c>.
/// <para>
/// Output gate: nothing may leave the grain before the append that covers it is durable. Commands and reads await
/// <see cref="WhenDurable"/> before they answer. Where the store keeps one order of all journals, an answer to another
/// grain need not wait: <see cref="WhenOrdered"/>. The gate is also where an activation learns that another one has
/// written meanwhile (docs/adr/0033-answers-are-confirmed.md).
/// </para>
/// <para>
/// Failure: after any storage error the memory may differ from the journal, so the activation is given up. Every waiter
/// fails, <see cref="State"/> throws, and the next call activates the grain again from its journal.
/// </para>
/// </summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public abstract class JournalGrain<TState, TEvent> : Grain
    where TState : class, IJournalState<TState, TEvent>
    where TEvent : class
{
    private readonly JournalGrainServices _services;

    // Null until the grain is activated.
    private GrainJournal<TState, TEvent>? _journal;

    /// <summary>Creates the grain.</summary>
    protected JournalGrain(JournalGrainServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>Creates the grain in a context supplied by a test.</summary>
    protected JournalGrain(JournalGrainServices services, IGrainContext context, IGrainRuntime? runtime = null)
        : base(context, runtime)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>The grain's journal, for logic that runs outside the grain's class.</summary>
    protected IEventJournal<TState, TEvent> Journal => Own;

    /// <summary>The state with all events applied, durable or not.</summary>
    protected TState State => Own.State;

    /// <summary>The journal's wake-up, with all recorded changes applied.</summary>
    protected DateTimeOffset? WakeAt => Own.WakeAt;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _services.Time;

    /// <summary>
    /// Whether this grain answers other grains as soon as the store has ordered its append (<see cref="WhenOrdered"/>).
    /// </summary>
    protected virtual bool AnswersEarly => false;

    private GrainJournal<TState, TEvent> Own => _journal
        ?? throw JournalGrainErrors.NotRead(new JournalId(this.GetGrainId().ToString()));

    /// <summary>Reads the journal and rebuilds the state. An override calls this first.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _journal = new(new JournalId(this.GetGrainId().ToString()), _services, AnswersEarly, DeactivateOnIdle);
        await _journal.ReadAsync(cancellationToken);
        await base.OnActivateAsync(cancellationToken);
    }

    /// <summary>Takes no more events, and waits for appends in flight. An override calls this last.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_journal is { } journal) await journal.EndAsync().WaitAsync(cancellationToken);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>Applies events as one atomic step. They are written when something first waits for them.</summary>
    protected void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default) => Own.Record(events, wakeUp);

    /// <summary>
    /// Applies events as one atomic step, after which the store keeps only the resulting state: anything the state no
    /// longer contains is deleted.
    /// </summary>
    protected void Erase(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default) => Own.Erase(events, wakeUp);

    /// <summary>Applies events as one atomic step and completes once they are durable.</summary>
    protected Task CommitAsync(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default)
    {
        Own.Record(events, wakeUp);
        return Own.WhenDurable();
    }

    /// <summary>
    /// Completes once everything that <see cref="State"/> shows now is durable, and known to be the newest: fails if
    /// another activation has written since. Without an append that would show it, a shared store is asked.
    /// </summary>
    protected Task WhenDurable() => Own.WhenDurable();

    /// <summary>
    /// Completes once every later append is ordered behind what <see cref="State"/> shows now. Sufficient for an answer
    /// to another grain of the same store (<see cref="AnswersEarly"/>), never for an answer that leaves the store.
    /// </summary>
    protected Task WhenOrdered() => Own.WhenOrdered();

    /// <summary>Holds an early answer back until it is durable.</summary>
    protected async Task<T> OnceDurableAsync<T>(Task<T> early)
    {
        ArgumentNullException.ThrowIfNull(early);
        var answer = await early;
        await WhenDurable();
        return answer;
    }
}

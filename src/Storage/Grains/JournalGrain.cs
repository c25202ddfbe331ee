using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// The base of grains whose state is the sum of their journal's events. A command decides and applies in memory at
/// once, within one turn, and then awaits only its commit; commits that come while an append is under way share the
/// next one. Derived classes are <c>[Reentrant]</c> for that.
/// <para>
/// Output gate: nothing may leave the grain before the append that covers it is durable. A command awaits
/// <see cref="Commit(TEvent, WakeUp)"/> before it answers, a read awaits <see cref="WhenDurable"/>. Where the store keeps
/// one order of all journals, an answer to another grain need not wait: <see cref="WhenOrdered"/>.
/// </para>
/// <para>
/// Failure: after any storage error the memory may differ from the journal, so the activation is given up. Every
/// waiter fails, <see cref="State"/> throws from then on, and the next call activates the grain anew from its journal.
/// </para>
/// </summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public abstract class JournalGrain<TState, TEvent> : Grain, IJournaled<TState, TEvent>
    where TState : class
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

    /// <summary>Creates the grain in a context of a test's making.</summary>
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

    /// <summary>The number of events applied.</summary>
    protected long Version => Own.Version;

    /// <summary>When the journal asks to be woken, with all commits applied.</summary>
    protected DateTimeOffset? WakeAt => Own.WakeAt;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _services.Time;

    /// <summary>The state of a journal without events.</summary>
    protected abstract TState Initial { get; }

    /// <summary>
    /// Whether this grain answers other grains as soon as the store has its commit in order (<see cref="WhenOrdered"/>).
    /// </summary>
    protected virtual bool AnswersEarly => false;

    /// <summary>How events and state are stored.</summary>
    protected abstract JournalCodec<TState, TEvent> Codec { get; }

    /// <summary>Whether the activation was given up after a storage failure, so that <see cref="State"/> throws.</summary>
    protected bool IsGivenUp => _journal?.Failure is not null;

    private GrainJournal<TState, TEvent> Own => _journal
        ?? throw JournalGrainErrors.NotRead(new JournalId(this.GetGrainId().ToString()));

    JournalCodec<TState, TEvent> IJournaled<TState, TEvent>.Codec => Codec;

    TState IJournaled<TState, TEvent>.Initial => Initial;

    bool IJournaled<TState, TEvent>.AnswersEarly => AnswersEarly;

    TState IJournaled<TState, TEvent>.Apply(TState state, TEvent e) => Apply(state, e);

    string? IJournaled<TState, TEvent>.ListOf(TState state) => ListOf(state);

    DateTimeOffset? IJournaled<TState, TEvent>.ExpiresAt(TState state) => ExpiresAt(state);

    void IJournaled<TState, TEvent>.End() => DeactivateOnIdle();

    /// <summary>Reads the journal and rebuilds the state. An override calls this first.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _journal = new(new JournalId(this.GetGrainId().ToString()), _services, this);
        await _journal.Read(cancellationToken);
        await base.OnActivateAsync(cancellationToken);
    }

    /// <summary>Waits for what is being written. An override calls this last.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_journal is { } journal) await journal.WhenWritten().WaitAsync(cancellationToken);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>
    /// The state after an event. Pure: it is called for new events and again whenever the journal is read.
    /// </summary>
    protected abstract TState Apply(TState state, TEvent e);

    /// <summary>
    /// The list that the journal is put on, once and for good, for <see cref="IJournalStore.ReadList"/>; null for none as yet.
    /// </summary>
    protected virtual string? ListOf(TState state) => null;

    /// <summary>When a journal in this state may be deleted; null for never, or not later than said before.</summary>
    protected virtual DateTimeOffset? ExpiresAt(TState state) => null;

    /// <summary>Applies an event and completes once it is durable.</summary>
    protected Task Commit(TEvent e, WakeUp wakeUp = default) => Commit([e], wakeUp);

    /// <summary>Applies events as one atomic step and completes once they are durable.</summary>
    protected Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp = default) => Own.Commit(events, wakeUp);

    /// <summary>Completes once everything that <see cref="State"/> shows now is durable.</summary>
    protected Task WhenDurable() => Own.WhenDurable();

    /// <summary>
    /// Completes once nothing that becomes durable later can do so without what <see cref="State"/> shows now: enough
    /// for an answer to another grain of the same store (<see cref="AnswersEarly"/>), never for one that leaves it.
    /// </summary>
    protected Task WhenOrdered() => Own.WhenOrdered();

    /// <summary>An answer that was given early, held back until it is durable.</summary>
    protected async Task<T> OnceDurable<T>(Task<T> early)
    {
        ArgumentNullException.ThrowIfNull(early);
        var answer = await early;
        await WhenDurable();
        return answer;
    }
}

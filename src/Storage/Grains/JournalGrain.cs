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
public abstract class JournalGrain<TState, TEvent> : Grain, IJournalOwner
    where TState : class
    where TEvent : class
{
    private readonly JournalGrainServices _services;

    private JournalId _id;
    private TState? _state;
    private JournalCommits? _commits;
    private JournalStoreException? _failure;

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

    /// <summary>The state with all events applied, durable or not.</summary>
    protected TState State => _state ?? throw Unusable();

    /// <summary>The number of events applied.</summary>
    protected long Version { get; private set; }

    /// <summary>When the journal asks to be woken, with all commits applied.</summary>
    protected DateTimeOffset? WakeAt { get; private set; }

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

    /// <summary>Claims the journal and rebuilds the state. An override calls this first.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new JournalId(this.GetGrainId().ToString());
        var content = await _services.Store.Claim(_id, cancellationToken);
        _state = Rebuild(content);
        Version = content.Version;
        WakeAt = content.WakeAt;
        _commits = AnswersEarly && _services.Store.IsOrdered
            ? new OrderedCommits(_id, content, _services, this)
            : new GroupedCommits(_id, content, _services, this);
        await base.OnActivateAsync(cancellationToken);
    }

    /// <summary>Waits for what is being written. An override calls this last.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_state is not null) await _commits!.Durable.WaitAsync(cancellationToken);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>
    /// The state after an event. Pure: it is called for new events and again whenever the journal is read.
    /// </summary>
    protected abstract TState Apply(TState state, TEvent e);

    /// <summary>Applies an event and completes once it is durable.</summary>
    protected Task Commit(TEvent e, WakeUp wakeUp = default) => Commit([e], wakeUp);

    /// <summary>Applies events as one atomic step and completes once they are durable.</summary>
    protected Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = State;
        for (var i = 0; i < events.Count; i++) state = Apply(state, events[i]);
        return Commit(events, state, wakeUp);
    }

    /// <summary>
    /// Takes over the state that the events lead to, for whoever had to know it before, and completes once they are durable.
    /// </summary>
    protected Task Commit(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(after);
        if (_state is null) throw Unusable();
        if (events.Count == 0 && wakeUp.IsKeep) return WhenDurable();

        // Everything that can throw comes before anything changes.
        var encoded = new ReadOnlyMemory<byte>[events.Count];
        for (var i = 0; i < events.Count; i++) encoded[i] = Codec.EncodeEvent(events[i]);
        _state = after;
        Version += events.Count;
        WakeAt = wakeUp.IsKeep ? WakeAt : wakeUp.Time;
        return _commits!.Add(encoded, wakeUp);
    }

    /// <summary>Whether the activation was given up after a storage failure, so that <see cref="State"/> throws.</summary>
    protected bool IsGivenUp => _failure is not null;

    /// <summary>Completes once everything that <see cref="State"/> shows now is durable.</summary>
    protected Task WhenDurable() => _state is null ? Task.FromException(Unusable()) : _commits!.Durable;

    /// <summary>
    /// Completes once nothing that becomes durable later can do so without what <see cref="State"/> shows now: enough
    /// for an answer to another grain of the same store (<see cref="AnswersEarly"/>), never for one that leaves it.
    /// </summary>
    protected Task WhenOrdered() => _state is null ? Task.FromException(Unusable()) : _commits!.Ordered;

    /// <summary>An answer that was given early, held back until it is durable.</summary>
    protected async Task<T> OnceDurable<T>(Task<T> early)
    {
        ArgumentNullException.ThrowIfNull(early);
        var answer = await early;
        await WhenDurable();
        return answer;
    }

    ReadOnlyMemory<byte> IJournalOwner.EncodeState() => Codec.EncodeState(State);

    private TState Rebuild(JournalContent content)
    {
        var state = content.Snapshot.IsEmpty ? Initial : Codec.DecodeState(content.Snapshot.Span);
        foreach (var e in content.Events)
        {
            state = Apply(state, Codec.DecodeEvent(e.Span));
        }

        return state;
    }

    JournalStoreException IJournalOwner.GiveUp(Exception exception)
    {
        // Several appends may be under way, and the first failure is the one that tells.
        if (_failure is not null) return _failure;

        _failure = exception as JournalStoreException ?? new JournalStoreException(
            JournalStoreFailure.OutcomeUnknown, $"Writing journal '{_id}' failed.", exception);
        _services.Log.ActivationGivenUp(_failure, _id.Value, _failure.Failure);
        _state = null;
        DeactivateOnIdle();
        return _failure;
    }

    private JournalStoreException Unusable() =>
        _failure is null ? JournalGrainErrors.NotRead(_id) : JournalGrainErrors.GivenUp(_id, _failure);
}

namespace ShopActors.Storage;

/// <summary>The journal of one activation: the state in memory, and the events not yet written.</summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
/// <param name="id">The journal.</param>
/// <param name="services">The store, the clock and the settings.</param>
/// <param name="answersEarly">Whether other grains may act on recorded events before they are durable.</param>
/// <param name="end">Ends the activation.</param>
internal sealed class GrainJournal<TState, TEvent>(
    JournalId id, JournalGrainServices services, bool answersEarly, Action end)
    : IEventJournal<TState, TEvent>, IJournalOwner
    where TState : class, IJournalState<TState, TEvent>
    where TEvent : class
{
    private TState? _state;
    private JournalCommits? _commits;

    // Where the journal stood when it was read.
    private JournalPosition _read;

    // The list that the journal is on, or will be once the recorded events are written.
    private string? _list;

    // The number of events for others that the journal has ever had, with the recorded ones.
    private long _sequence;

    // The failure after which the activation was given up.
    private JournalStoreException? _failure;

    // Whether the activation has ended, so that another one may have read the journal.
    private bool _hasEnded;

    // Events that are recorded and not yet handed to the store.
    private ReadOnlyMemory<byte>[]? _recorded;
    private CommitTerms _recordedTerms;

    /// <inheritdoc/>
    public TState State => IsUsable ? _state! : throw Unusable();

    /// <inheritdoc/>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <inheritdoc/>
    public long? Generation { get; private set; }

    /// <inheritdoc/>
    public bool IsUsable => _failure is null && !_hasEnded && _state is not null;

    /// <summary>Reads the journal and rebuilds the state.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var store = services.Store;

        // Taken before the read: an append that fails in the meantime may invalidate what the read returns.
        var generation = store.Generation;
        var content = await store.ReadAsync(id, cancellationToken);
        _state = content.ToState<TState, TEvent>(id.Key);
        _read = content.Position;
        _sequence = content.Sequence;
        _list = _state.List;
        WakeAt = content.WakeAt;
        var isEarly = answersEarly && store.IsOrdered;
        Generation = isEarly ? generation : null;
        _commits = isEarly
            ? new OrderedCommits(id, content, generation, services, this)
            : new GroupedCommits(id, content, services, this);
    }

    /// <inheritdoc/>
    public void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default)
    {
        if (!events.IsEmpty || !wakeUp.IsKeep) Record(events, wakeUp, erases: false);
    }

    /// <summary>Applies the events, and keeps only the resulting state in the store.</summary>
    public void Erase(ReadOnlySpan<TEvent> events, WakeUp wakeUp) => Record(events, wakeUp, erases: true);

    /// <inheritdoc/>
    public Task WhenDurable()
    {
        if (!IsUsable) return Task.FromException(Unusable());
        if (_recorded is not null) return HandOverAsync();
        return services.Store.IsShared ? ConfirmAsync() : _commits!.Durable;
    }

    /// <inheritdoc/>
    public Task WhenOrdered()
    {
        if (!IsUsable) return Task.FromException(Unusable());

        if (services.Store.IsShared) return WhenDurable();

        _ = HandOverAsync();
        return _commits!.Ordered;
    }

    /// <summary>
    /// Takes no more events; completes when everything applied so far is written, at once if the activation was given
    /// up. Background work outlives the activation, such as a call to the provider. If it could still append, the next
    /// activation's append would conflict.
    /// </summary>
    public Task EndAsync()
    {
        if (!IsUsable) return Task.CompletedTask;

        var written = HandOverAsync();
        _hasEnded = true;
        return written;
    }

    ReadOnlyMemory<byte> IJournalOwner.EncodeState() => TState.Codec.EncodeState(_state!);

    JournalStoreException IJournalOwner.GiveUp(Exception exception)
    {
        // Several appends may be in flight. Only the first failure tells the cause.
        if (_failure is not null) return _failure;

        _failure = exception as JournalStoreException ?? new JournalStoreException(
            JournalStoreFailure.OutcomeUnknown, $"Writing journal '{id}' failed.", exception);
        services.Log.ActivationGivenUp(_failure, id.Value, _failure.Failure);
        end();
        return _failure;
    }

    /// <summary>
    /// Waits for the appends in flight, then gives the activation up if another one has written since: no append of its
    /// own would show that.
    /// </summary>
    private async Task ConfirmAsync()
    {
        await _commits!.Durable;
        var position = await services.Store.ReadPositionAsync(id);
        if (position.Writer == _commits.Writer || position == _read) return;
        throw ((IJournalOwner)this).GiveUp(new JournalConflictException(id, _read.Version));
    }

    private void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp, bool erases)
    {
        // Do everything that can throw before changing anything.
        var encoded = new ReadOnlyMemory<byte>[events.Length];
        for (var i = 0; i < events.Length; i++) encoded[i] = TState.Codec.EncodeEvent(events[i]);
        var after = Apply(State, events, out var outgoing);
        var list = after.List is { } wanted && wanted != _list ? wanted : null;
        var sequence = _sequence + (outgoing?.Count ?? 0);
        var terms = new CommitTerms(wakeUp, sequence, outgoing, after.DeletedAt, list, erases);
        _list = list ?? _list;
        _sequence = sequence;
        _state = after;
        WakeAt = wakeUp.IsKeep ? WakeAt : wakeUp.Time;
        _recordedTerms = terms.Over(_recordedTerms);
        _recorded = _recorded is null ? encoded : [.. _recorded, .. encoded];
    }

    private TState Apply(TState state, ReadOnlySpan<TEvent> events, out List<ReadOnlyMemory<byte>>? outgoing)
    {
        outgoing = null;
        try
        {
            foreach (var e in events)
            {
                var before = state;
                state = state.Apply(e);
                var announced = state.Announce(before, e, _sequence + 1 + (outgoing?.Count ?? 0));
                if (!announced.IsEmpty) (outgoing ??= []).Add(announced);
            }

            return state;
        }
        catch (InvalidOperationException)
        {
            // The events are not stored, but a state that changes in place may be half changed.
            end();
            throw;
        }
    }

    private Task HandOverAsync()
    {
        if (_recorded is not { } events) return _commits!.Durable;

        var terms = _recordedTerms;
        (_recorded, _recordedTerms) = (null, default);
        return _commits!.AddAsync(events, terms);
    }

    private JournalStoreException Unusable() =>
        _failure is { } failure ? JournalGrainErrors.GivenUp(id, failure)
        : _hasEnded ? JournalGrainErrors.Ended(id)
        : JournalGrainErrors.NotRead(id);
}

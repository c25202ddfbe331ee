namespace ShopActors.Storage;

/// <summary>
/// What a grain's logic needs of its journal, so that the logic runs in a grain and in a test alike. Events apply to
/// <see cref="State"/> at once; the returned task ends when they are durable.
/// </summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public interface IEventJournal<TState, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>The state with all events applied, durable or not.</summary>
    /// <exception cref="JournalStoreException">The activation was given up after a storage failure.</exception>
    TState State { get; }

    /// <summary>When the journal asks to be woken, with all commits applied.</summary>
    DateTimeOffset? WakeAt { get; }

    /// <summary>
    /// Takes over the state that the events lead to. They are written with the next commit, or as soon as something waits for
    /// them: a crash before that is as if they had not happened.
    /// </summary>
    void Record(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp);

    /// <summary>Takes over the state that the events lead to, and makes the events durable together.</summary>
    Task Commit(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp);

    /// <summary>Ends when everything that <see cref="State"/> shows now is durable.</summary>
    Task WhenDurable();

    /// <summary>
    /// Ends when nothing that becomes durable later can do so without what <see cref="State"/> shows now: enough for an
    /// answer to another grain of the same store, never for one that leaves it.
    /// </summary>
    Task WhenOrdered();
}

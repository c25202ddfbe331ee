namespace ShopActors.Storage;

/// <summary>
/// The part of a journal that a grain's logic uses, so that the logic runs in a grain and in a test alike. Events apply
/// to <see cref="State"/> at once and become durable later.
/// </summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public interface IEventJournal<TState, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>Whether the activation may still act; false after a storage failure and after its end.</summary>
    bool IsUsable { get; }

    /// <summary>The state with all events applied, durable or not.</summary>
    /// <exception cref="JournalStoreException">The activation was given up after a storage failure.</exception>
    TState State { get; }

    /// <summary>The journal's wake-up, with all recorded changes applied.</summary>
    DateTimeOffset? WakeAt { get; }

    /// <summary>
    /// The store's generation (<see cref="IJournalStore.Generation"/>) to which this state belongs; null if others may
    /// act on it only once it is durable.
    /// </summary>
    long? Generation { get; }

    /// <summary>
    /// Applies the events. They are written when something first waits for them, in one append with everything recorded
    /// before. After a crash before that, they never happened.
    /// </summary>
    void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default);

    /// <summary>
    /// Completes when everything that <see cref="State"/> shows now is durable, and was the newest at some time since
    /// this call. Fails if another activation has written since: memory was older than the journal.
    /// </summary>
    Task WhenDurable();

    /// <summary>
    /// Completes when every later append is ordered behind what <see cref="State"/> shows now, so that it cannot become
    /// durable without it. Sufficient for an answer to another grain of the same store, never for an answer that leaves
    /// the store.
    /// </summary>
    Task WhenOrdered();
}

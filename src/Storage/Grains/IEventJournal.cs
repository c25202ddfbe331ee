namespace ShopActors.Storage;

/// <summary>
/// What a grain's logic needs of its journal, so that the logic runs in a grain and in a test alike. Events apply to
/// <see cref="State"/> at once and become durable later.
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

    /// <summary>When the journal asks to be woken, with everything recorded applied.</summary>
    DateTimeOffset? WakeAt { get; }

    /// <summary>
    /// Applies the events. They are written as soon as something waits for them, together with all that was recorded
    /// before: a crash before that is as if they had not happened.
    /// </summary>
    void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default);

    /// <summary>Ends when everything that <see cref="State"/> shows now is durable.</summary>
    Task WhenDurable();

    /// <summary>
    /// Ends when nothing that becomes durable later can do so without what <see cref="State"/> shows now: enough for an
    /// answer to another grain of the same store, never for one that leaves it.
    /// </summary>
    Task WhenOrdered();
}

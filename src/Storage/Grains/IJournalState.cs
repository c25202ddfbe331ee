namespace ShopActors.Storage;

/// <summary>
/// The state of a journaled grain, folded from its journal's events. The state itself defines its beginning, its
/// changes and its stored form, so that a grain, an audit and a test rebuild it in the same way.
/// </summary>
/// <typeparam name="TSelf">The state itself.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public interface IJournalState<TSelf, TEvent>
    where TSelf : class, IJournalState<TSelf, TEvent>
    where TEvent : class
{
    /// <summary>How events and state are stored.</summary>
    static abstract JournalCodec<TSelf, TEvent> Codec { get; }

    /// <summary>
    /// The list that the journal is put on for <see cref="IJournalStore.ReadListAsync"/>; null for none yet. When
    /// it changes, the next append moves the journal.
    /// </summary>
    string? List => null;

    /// <summary>When the journal may be deleted; null for never, or to keep an earlier answer.</summary>
    DateTimeOffset? DeletedAt => null;

    /// <summary>The state of a journal without events.</summary>
    /// <param name="key">The grain's key.</param>
    static abstract TSelf Begin(string key);

    /// <summary>
    /// The state after an event. Must depend on nothing else: it is called for new events and on every read
    /// of the journal.
    /// </summary>
    /// <exception cref="InvalidOperationException">The event cannot follow this state: a bug, or damage.</exception>
    TSelf Apply(TEvent e);

    /// <summary>
    /// The event for others that an event which led to this state means, as JSON in UTF-8; empty if it means nothing to
    /// them. Called once, when the event is recorded. Contains no personal data: it is not erased with the journal.
    /// </summary>
    /// <param name="before">The state before the event; equal to this one if the state changes in place.</param>
    /// <param name="e">The event.</param>
    /// <param name="sequence">The number of the event for others in its journal, from 1.</param>
    ReadOnlyMemory<byte> Announce(TSelf before, TEvent e, long sequence) => default;
}

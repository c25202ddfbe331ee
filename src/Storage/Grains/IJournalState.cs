namespace ShopActors.Storage;

/// <summary>
/// The state of a journaled grain: the sum of its journal's events. It says itself how it begins, how an event changes
/// it and how both are stored, so that a grain, an audit and a test rebuild it in the same way.
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
    /// The list that the journal is put on, once and for good, for <see cref="IJournalStore.ReadList"/>; null for none
    /// as yet.
    /// </summary>
    string? List => null;

    /// <summary>When the journal may be deleted; null for never, or not later than said before.</summary>
    DateTimeOffset? DeletedAt => null;

    /// <summary>The state of a journal without events.</summary>
    /// <param name="key">The grain's key.</param>
    static abstract TSelf Begin(string key);

    /// <summary>
    /// The state after an event. Depends on nothing else: it is called for new events and whenever the journal is read.
    /// </summary>
    /// <exception cref="InvalidOperationException">The event cannot follow this state: a bug, or damage.</exception>
    TSelf Apply(TEvent e);
}

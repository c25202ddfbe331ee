using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// What a grain's logic needs of its journal, so that the logic runs in a grain and in a test alike. Events apply to
/// <see cref="State"/> at once; the returned task ends when they are durable.
/// </summary>
internal interface IEventJournal<TState, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>The state, which may run ahead of what is durable.</summary>
    TState State { get; }

    /// <summary>Takes over the state that the events lead to, and makes the events durable together.</summary>
    Task Commit(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp);

    /// <summary>Ends when everything applied so far is durable.</summary>
    Task WhenDurable();

    /// <summary>Ends when nothing that becomes durable later can do so without what was applied so far.</summary>
    Task WhenOrdered();
}

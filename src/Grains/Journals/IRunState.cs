using ShopActors.Storage;

namespace ShopActors;

/// <summary>The state of a <see cref="RunGrain{TState, TEvent}"/>.</summary>
internal interface IRunState<TState, TEvent> : IJournalState<TState, TEvent>
    where TState : class, IRunState<TState, TEvent>
    where TEvent : class
{
    /// <summary>The next run to work on; null if none is left.</summary>
    OperationId? Open { get; }

    /// <summary>When the schedule's latest run was asked for; null before the first.</summary>
    DateTimeOffset? ScheduledAt => null;
}

namespace ShopActors;

/// <summary>The schedule of a <see cref="RunGrain{TState, TEvent}"/>.</summary>
/// <param name="Every">Its period; zero for no schedule.</param>
/// <param name="Request">Makes the event that asks for a run, from the run's id and the time.</param>
internal sealed record RunSchedule<TEvent>(TimeSpan Every, Func<OperationId, DateTimeOffset, TEvent> Request);

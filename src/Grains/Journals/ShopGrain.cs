using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The shape of the shop's journaled grains (docs/adr/0012-one-shape-of-grain.md). A command lets the rules decide on
/// the state, records what they decided in the same turn, reads its answer from the state, and gives it once all that
/// is durable.
/// </summary>
internal abstract class ShopGrain<TState, TEvent>(JournalGrainServices services)
    : JournalGrain<TState, TEvent>(services)
    where TState : class, IJournalState<TState, TEvent>
    where TEvent : class
{
    protected DateTimeOffset Now => Time.Now();

    protected void Record(Decision<TEvent> decision, WakeUp wakeUp = default)
    {
        if (decision.Events is { IsEmpty: false } events) Record(events.AsSpan(), wakeUp);
    }

    /// <summary>Records the decision, and answers with what the state then says once it is durable.</summary>
    protected async Task<Result<T>> Answer<T>(Decision<TEvent> decision, Func<TState, Result<T>> read)
        where T : notnull
    {
        Record(decision);
        var answer = decision.Error is { } error ? error : read(State);
        await WhenDurable();
        return answer;
    }

    /// <summary>Records the decision, and answers once it is durable.</summary>
    protected async Task<Result> Answer(Decision<TEvent> decision)
    {
        Record(decision);
        await WhenDurable();
        return decision.Error is { } error ? error : Result.Ok;
    }
}

using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The base of the shop's journaled grains (docs/adr/0012-one-shape-of-grain.md). For a command, the rules decide on
/// the state; the grain records the decision in the same turn, reads the answer from the state, and returns it once
/// everything is durable.
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

    /// <summary>Records the decision, and answers from the resulting state once it is durable.</summary>
    protected async Task<Result<T>> AnswerAsync<T>(
        Decision<TEvent> decision, Func<TState, Result<T>> read, WakeUp wakeUp = default)
        where T : notnull
    {
        Record(decision, wakeUp);
        var answer = decision.Error is { } error ? error : read(State);
        await WhenDurable();
        return decision.IsRepeat ? answer.AsReplay() : answer;
    }

    /// <summary>Answers from the state once it is durable.</summary>
    protected async Task<Result<T>> AnswerAsync<T>(Func<TState, Result<T>> read)
        where T : notnull
    {
        var answer = read(State);
        await WhenDurable();
        return answer;
    }

    /// <summary>Records the decision, and answers once it is durable.</summary>
    protected async Task<Result> AnswerAsync(Decision<TEvent> decision)
    {
        Record(decision);
        await WhenDurable();
        return decision.Error is { } error ? error : Result.Ok;
    }
}

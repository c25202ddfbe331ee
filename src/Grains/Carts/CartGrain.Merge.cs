using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Merging is a saga of two carts. The intent is in the target's journal with a wake-up, so a crash after any step only
/// delays it: the next activation repeats the step it does not know the outcome of, and every step is repeatable.
/// </summary>
internal sealed partial class CartGrain
{
    private static readonly TimeSpan MergeRetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>The merge being carried on by this activation; all who ask for the same one wait for it.</summary>
    private Task<Result<CartSnapshot>>? _merging;

    public async Task<Result<CartSnapshot>> Merge(OperationId operation, Caller caller, MergeCart command)
    {
        var now = Time.Now();
        var decision = MergeRules.Begin(State, operation, caller, command, now);
        var begun = decision.Event is { } intent
            ? Commit(intent, WakeUp.At(now + MergeRetryDelay))
            : Task.CompletedTask;
        if (decision.Error is not null || State.Merge?.Operation != operation) return await Answer(operation, decision);

        // Started in the same turn as the intent, so that no other turn can end the merge unseen by this caller.
        var answer = CarryOn();
        await begun;
        return await answer;
    }

    public async Task<Result<CartSnapshot>> Seal(CartId target, OperationId operation, Caller caller)
    {
        var decision = MergeRules.Seal(State, target, operation, caller, Time.Now());
        Record(decision);
        Result<CartSnapshot> answer = decision.Error is { } error ? error : State.ToSnapshot();
        await WhenDurable();
        return answer;
    }

    public async Task<Result> Reopen(CartId target, OperationId operation)
    {
        Record(MergeRules.Reopen(State, target, operation, Time.Now()));
        await WhenDurable();
        return Result.Ok;
    }

    public Task Wake() => State.Merge is null ? Commit([], WakeUp.None) : CarryOn();

    private async Task<Result<CartSnapshot>> CarryOn()
    {
        if (_merging is { IsCompleted: false } running) return await running;
        _merging = FinishMerge(State.Merge!);
        return await _merging;
    }

    private async Task<Result<CartSnapshot>> FinishMerge(PendingMerge merge)
    {
        await WhenDurable();
        var source = GrainFactory.GetGrain<IMergeSource>(merge.Command.From.Value);
        var refusal = CartErrors.TooManyLines;
        if (!merge.GivenUp)
        {
            var seal = await source.Seal(State.Id, merge.Operation, merge.Command.FromOwner);
            if (seal.IsRefused)
            {
                await Commit(new MergeEnded(merge.Operation) { At = Time.Now() }, WakeUp.None);
                return MergeRules.Refusal(seal.Error);
            }

            var outcome = MergeRules.Take(State, seal.Value, Time.Now());
            if (outcome is CartMerged)
            {
                var durable = Commit(outcome, WakeUp.None);
                State.Replies.TryGet(merge.Operation, out var reply);
                var answer = State.ToSnapshot(reply!);
                await durable;
                return answer;
            }

            refusal = MergeRules.GivenUpBecause(State, seal.Value);
            await Commit(outcome);
        }

        await source.Reopen(State.Id, merge.Operation);
        await Commit(new MergeEnded(merge.Operation) { At = Time.Now() }, WakeUp.None);
        return refusal;
    }
}

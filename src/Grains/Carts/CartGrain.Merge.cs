using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Merging is a saga of two carts. The intent is in the target's journal with a wake-up, so a crash after any step only
/// delays it: the next activation repeats the step whose outcome is unknown, and every step is idempotent.
/// </summary>
internal sealed partial class CartGrain
{
    private static readonly TimeSpan MergeRetryDelay = TimeSpan.FromSeconds(2);

    // Why the latest merge failed, for the calls that are waiting for it.
    private (OperationId Operation, ShopError Error)? _refusedMerge;

    public async Task<Result<CartSnapshot>> Merge(
        OperationId operation, Caller caller, MergeCart command, VersionMatch match)
    {
        var now = Now;
        var decision = MergeRules.Begin(State, operation, caller, command, match, now);
        if (decision.Error is { } error) return await AnswerCartAsync(operation, error);

        // The loop starts in the same turn as the intent, so that no other turn can end the merge unseen by
        // this caller.
        Record(decision, WakeUp.At(now + MergeRetryDelay));
        if (State.Merge?.Operation == operation) await _merge.RunAsync();
        var isRefused = _refusedMerge?.Operation == operation && !State.Replies.TryGet(operation, out _);
        var state = State;
        var answer = await AnswerAsync<CartSnapshot>(
            _ => isRefused ? _refusedMerge!.Value.Error : AnswerTo(operation, state));
        return await PresentAsync(decision.IsRepeat && answer.IsOk ? answer.AsReplay() : answer, state);
    }

    public Task<Result<CartSnapshot>> Seal(CartId target, OperationId operation, Caller caller) =>
        AnswerAsync<CartSnapshot>(
            MergeRules.Seal(State, target, operation, caller, Now), state => state.ToSnapshot(target, operation));

    public Task<Result> Reopen(CartId target, OperationId operation) =>
        AnswerAsync(MergeRules.Reopen(State, target, operation, Now));

    public Task<Result> Settle(CartId target, OperationId operation) =>
        AnswerAsync(MergeRules.Settle(State, target, operation, Now));

    public Task Wake() => State.Merge is null ? CommitAsync([], WakeUp.None) : _merge.RunAsync();

    private async Task<bool> PerformMergeAsync(MergeStep step)
    {
        // Send nothing to the source before the intent is durable.
        await WhenDurable();
        var merge = State.Merge!;
        var source = GrainFactory.GetGrain<IMergeSource>(merge.Command.From.Value);
        if (step == MergeStep.Reopen)
        {
            await source.Reopen(State.Id, merge.Operation);
            await CommitAsync([new MergeEnded(merge.Operation) { At = Now }], WakeUp.None);
            return true;
        }

        var seal = await source.Seal(State.Id, merge.Operation, merge.Command.FromOwner);
        if (seal.IsRefused)
        {
            _refusedMerge = (merge.Operation, MergeRules.Refusal(seal.Error));
            await CommitAsync([new MergeEnded(merge.Operation) { At = Now }], WakeUp.None);
            return true;
        }

        var available = await AvailableOfAsync([.. State.Lines, .. seal.Value.Lines], State.Owner!.Value);
        var outcome = MergeRules.Take(State, seal.Value, available, Now);
        if (outcome is MergeGivenUp) _refusedMerge = (merge.Operation, MergeRules.GivenUpBecause(State, seal.Value));
        await CommitAsync([outcome], outcome is CartMerged ? WakeUp.None : WakeUp.Keep);

        // Nothing depends on it: without this call the source keeps the content until it expires.
        if (outcome is CartMerged) source.Settle(State.Id, merge.Operation).Ignore();
        return true;
    }
}

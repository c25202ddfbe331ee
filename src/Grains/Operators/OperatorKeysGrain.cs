using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant]
[GrainType("operator-keys")]
internal sealed class OperatorKeysGrain(JournalGrainServices services)
    : ShopGrain<OperatorKeysState, OperatorKeysEvent>(services), IOperatorKeysGrain
{
    public Task<Result<OperatorKeySnapshot>> Create(Caller caller, NewOperatorKey key) =>
        AnswerAsync<OperatorKeySnapshot>(
            OperatorKeysRules.Create(State, caller, key, Now), state => state.Find(key.Id)!.ToSnapshot());

    public Task<Result<ImmutableArray<OperatorKeySnapshot>>> List(Caller caller) =>
        AnswerAsync<ImmutableArray<OperatorKeySnapshot>>(
            state => OperatorKeysRules.Forbidden(caller) is { } forbidden
                ? forbidden
                : state.Keys.Select(key => key.ToSnapshot()).Reverse().ToImmutableArray());

    public Task<Result> Delete(Caller caller, OperatorKeyId key) =>
        AnswerAsync(OperatorKeysRules.Delete(State, caller, key, Now));

    public Task<Result<OperatorKeySnapshot>> Authenticate(OperatorKeyId key, TokenHash hash) =>
        AnswerAsync(state => OperatorKeysRules.Authenticate(state, key, hash, Now));
}

using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType("uses")]
internal sealed class UseCounterGrain(JournalGrainServices services)
    : ShopGrain<UseState, UseEvent>(services), IUseCounterGrain
{
    public Task<Result> Take(OrderId order, long limit) => AnswerAsync(UseRules.Take(State, order, limit, Now));

    public Task<Result> Keep(OrderId order) => AnswerAsync(UseRules.Keep(State, order, Now));

    public Task<Result> GiveBack(OrderId order) => AnswerAsync(UseRules.GiveBack(State, order, Now));

    public async Task<long> Count()
    {
        var used = State.Used;
        await WhenDurable();
        return used;
    }
}

using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant, GrainType(PromotionCache.GrainType)]
internal sealed class PromotionsGrain(JournalGrainServices services, PromotionCache cache)
    : ShopGrain<PromotionsState, PromotionsEvent>(services), IPromotionsGrain
{
    public Task<Result<PromotionSnapshot>> Create(OperationId operation, Caller caller, PromotionDraft draft) =>
        WriteAsync(PromotionRules.Create(State, operation, caller, draft, Now), PromotionId.For(operation));

    public Task<Result<PromotionSnapshot>> End(Caller caller, PromotionId promotion) =>
        WriteAsync(PromotionRules.End(State, caller, promotion, Now), promotion);

    public async Task<Result<PromotionSnapshot>> Get(Caller caller, PromotionId promotion)
    {
        var found = await AnswerAsync<PromotionSnapshot>(state =>
            PromotionRules.CheckAllowed(caller) is { } forbidden ? forbidden
            : state.Find(promotion) is { } stored ? stored.Promotion
            : PromotionErrors.NotFound);
        if (found is not { IsOk: true, Value.Terms.UsageLimit: not null }) return found;
        var counter = GrainFactory.GetGrain<IUseCounterGrain>(UseCounters.Of(promotion));
        return found.Value with { Used = await counter.Count() };
    }

    public Task<Result<ImmutableArray<PromotionSnapshot>>> List(Caller caller) =>
        AnswerAsync<ImmutableArray<PromotionSnapshot>>(state =>
            PromotionRules.CheckAllowed(caller) is { } forbidden
                ? forbidden
                : state.Promotions.Reverse().Select(stored => stored.Promotion).ToImmutableArray());

    private async Task<Result<PromotionSnapshot>> WriteAsync(
        Decision<PromotionsEvent> decision, PromotionId promotion)
    {
        var decidedAt = Time.GetTimestamp();
        var state = State;
        var answer = await AnswerAsync<PromotionSnapshot>(
            decision, decided => (state = decided).Find(promotion)!.Promotion);

        // So that a caller whose cart is on this silo finds its own write.
        if (answer.IsOk) cache.Take(state, decidedAt);
        return answer;
    }
}

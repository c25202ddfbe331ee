namespace ShopActors.Floor;

internal sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task CallKept(long target, int calls)
    {
        var grain = GrainFactory.GetGrain<ITargetGrain>(target);
        for (var call = 0; call < calls; call++) await grain.Answer(call);
    }

    public async Task CallLookedUp(long target, int calls)
    {
        for (var call = 0; call < calls; call++) await GrainFactory.GetGrain<ITargetGrain>(target).Answer(call);
    }

    public async Task CallEach(long first, int count)
    {
        for (var target = first; target < first + count; target++)
        {
            await GrainFactory.GetGrain<ITargetGrain>(target).Answer(1);
        }
    }

    public async Task CallEachOnce(long first, int count)
    {
        for (var target = first; target < first + count; target++)
        {
            await GrainFactory.GetGrain<ITargetGrain>(target).AnswerAndEnd(1);
        }
    }
}

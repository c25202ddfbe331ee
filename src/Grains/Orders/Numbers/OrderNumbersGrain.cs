using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Reentrant, so that many orders share one append, and answered as soon as the append's order in the journals is
/// fixed: the order's next append comes after it.
/// </summary>
[Reentrant, GrainType("order-numbers")]
internal sealed class OrderNumbersGrain(JournalGrainServices services, IOptions<OrderOptions> options)
    : ShopGrain<OrderNumbersState, OrderNumbersEvent>(services), IOrderNumbersGrain, IWakeable
{
    private static readonly TimeSpan FileWithin = TimeSpan.FromSeconds(10);

    protected override bool AnswersEarly => true;

    public async Task<long> Assign(OrderId order)
    {
        Record(OrderNumberRules.Assign(State, order, options.Value.FirstNumber));
        var number = State.Find(order)!.Value;

        // The wake-up files a full block, so that no order waits for that.
        if (State.HasUnfiled && WakeAt is null) Record([], WakeUp.At(Now + FileWithin));
        await WhenOrdered();
        return number;
    }

    public async Task<OrderId?> Find(long number)
    {
        var state = State;
        await WhenDurable();
        if (state.First == 0 || number < state.First || number >= state.Next) return null;
        if (number >= state.LatestFrom) return state.Latest[(int)(number - state.LatestFrom)];
        var (block, index) = Math.DivRem(number - state.First, OrderNumbersState.BlockSize);
        return await Block(block).Find((int)index);
    }

    public async Task Wake()
    {
        while (State.HasUnfiled)
        {
            await WhenDurable();
            await Block(State.Filed).File(State.NextBlock());
            await CommitAsync([new BlockFiled()]);
        }

        await CommitAsync([], WakeUp.None);
    }

    private IOrderNumberBlockGrain Block(long block) =>
        GrainFactory.GetGrain<IOrderNumberBlockGrain>(block.ToString(CultureInfo.InvariantCulture));
}

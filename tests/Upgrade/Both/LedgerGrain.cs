using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors.Upgrade;

/// <summary>A sum of entries, whose journal outlives the builds.</summary>
[Reentrant]
internal sealed partial class LedgerGrain(JournalGrainServices services)
    : JournalGrain<Ledger, LedgerEvent>(services), ILedgerGrain
{
    private static readonly JournalCodec<Ledger, LedgerEvent> s_codec =
        new(LedgerJson.Default.Ledger, LedgerJson.Default.LedgerEvent);

    protected override Ledger Initial => new(0);

    protected override JournalCodec<Ledger, LedgerEvent> Codec => s_codec;

    public async Task<long> Enter(int amount)
    {
        await Commit(new Entered(amount));
        return State.Sum;
    }

    public async Task<string> Read()
    {
        await WhenDurable();
        return Describe(State);
    }
}

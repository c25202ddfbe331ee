using ShopActors.Storage;

namespace ShopActors.Upgrade;

/// <summary>What a silo is told to do, with as many ledgers as make sure that every silo holds some.</summary>
internal sealed partial class Work(IGrainFactory grains)
{
    private const int Ledgers = 40;

    public async Task<string> DoAsync(string command) => command switch
    {
        "builds" => string.Join(' ', (await Task.WhenAll(All.Select(key => Ledger(key).Build())))
            .GroupBy(build => build).OrderBy(group => group.Key).Select(group => $"{group.Key}:{group.Count()}")),
        "enter" => await CountAsync(All, async ledger => (await ledger.Enter(1)).ToString(provider: null)),
        "read" => await CountAsync(All, static ledger => ledger.Read()),
        _ => await DoNewAsync(command),
    };

    private static IEnumerable<int> All => Enumerable.Range(0, Ledgers);

    private ILedgerGrain Ledger(int key) => grains.GetGrain<ILedgerGrain>(key);

    // Like answers together, and how many did not come because the silo that was asked is of the build before.
    private async Task<string> CountAsync(IEnumerable<int> keys, Func<ILedgerGrain, Task<string>> call)
    {
        var outcomes = await Task.WhenAll(keys.Select(async key =>
        {
            try
            {
                return await call(Ledger(key));
            }
            catch (JournalStoreException refusal) when (refusal.Failure == JournalStoreFailure.Newer)
            {
                return "newer";
            }
        }));
        return string.Join(' ', outcomes.CountBy(outcome => outcome)
            .OrderBy(outcome => outcome.Key, StringComparer.Ordinal).Select(outcome => $"{outcome.Key}:{outcome.Value}"));
    }
}

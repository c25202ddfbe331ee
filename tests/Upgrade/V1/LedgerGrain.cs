namespace ShopActors.Upgrade;

internal sealed partial class LedgerGrain
{
    public Task<int> Build() => Task.FromResult(1);

    protected override Ledger Apply(Ledger state, LedgerEvent e) => e switch
    {
        Entered entered => new Ledger(state.Sum + entered.Amount),
        _ => throw new InvalidOperationException($"Unknown event {e}."),
    };

    private static string Describe(Ledger ledger) => $"{ledger.Sum}";
}

namespace ShopActors.Upgrade;

internal sealed partial class LedgerGrain
{
    public Task<int> Build() => Task.FromResult(2);

    public async Task<string> Note(string text)
    {
        await Commit(new Noted(text));
        return Describe(State);
    }

    protected override Ledger Apply(Ledger state, LedgerEvent e) => e switch
    {
        Entered entered => state with { Sum = state.Sum + entered.Amount },
        Noted noted => state with { Note = noted.Text },
        _ => throw new InvalidOperationException($"Unknown event {e}."),
    };

    private static string Describe(Ledger ledger) => $"{ledger.Sum}{ledger.Note}";
}

namespace ShopActors.Upgrade;

internal sealed partial class Work
{
    private Task<string> DoNewAsync(string command) => command switch
    {
        // Every second ledger gets a kind of event that the first build does not know.
        "note" => CountAsync(All.Where(static key => key % 2 == 0), static ledger => ledger.Note("!")),
        _ => Task.FromResult("unknown: " + command),
    };
}

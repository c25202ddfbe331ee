namespace ShopActors.Upgrade;

internal sealed partial class Work
{
    private static Task<string> DoNewAsync(string command) => Task.FromResult("unknown: " + command);
}

namespace Nola.Upgrade;

internal sealed partial class Work
{
    private static Document Create(int key) => new() { Title = $"title {key}" };

    private static string Describe(Document[] documents) => $"read:{documents.Length}";

    private static Task<string> DoNewAsync(string command) => Task.FromResult("unknown: " + command);
}

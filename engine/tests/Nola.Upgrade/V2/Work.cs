namespace Nola.Upgrade;

internal sealed partial class Work
{
    private static Document Create(int key) => new() { Title = $"title {key}", Tag = $"tag {key}" };

    private static string Describe(Document[] documents) =>
        $"read:{documents.Length} tags:{documents.Count(document => document.Tag is not null)}";

    private async Task<string> DoNewAsync(string command) => command switch
    {
        "tag" => await CountAsync(static (document, key) => document.Tag($"tag {key}")),
        "tagged" => await CountAsync(static (document, key) => document.Note(new Tagged($"tag {key}"))),
        _ => "unknown: " + command,
    };
}

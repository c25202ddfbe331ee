using Orleans.Runtime;

namespace Nola.Upgrade;

/// <summary>What a silo is told to do, with as many documents as make sure that every silo holds some.</summary>
internal sealed partial class Work(IGrainFactory grains)
{
    private const int Documents = 60;

    public async Task<string> DoAsync(string command) => command switch
    {
        "builds" => string.Join(' ', (await EachAsync(static (document, _) => document.Build()))
            .GroupBy(build => build).OrderBy(group => group.Key).Select(group => $"{group.Key}:{group.Count()}")),
        "write" => await CountAsync((document, key) => document.Put(Create(key))),
        "read" => await ReadAsync(),
        "titled" => await CountAsync(static (document, key) => document.Note(new Titled($"title {key}"))),
        _ => await DoNewAsync(command),
    };

    private async Task<string> ReadAsync()
    {
        var documents = await EachAsync(static (document, _) => document.Get());
        return documents.Where((document, key) => document?.Title == $"title {key}").Count() == Documents
            ? Describe(documents!)
            : "lost";
    }

    private Task<T[]> EachAsync<T>(Func<IDocumentGrain, int, Task<T>> call) =>
        Task.WhenAll(Enumerable.Range(0, Documents).Select(key => call(grains.GetGrain<IDocumentGrain>(key), key)));

    private async Task<string> CountAsync(Func<IDocumentGrain, int, Task> call)
    {
        var outcomes = await EachAsync(async (document, key) =>
        {
            try
            {
                await call(document, key);
                return "done";
            }
            catch (Exception refusal) when (refusal is not SiloUnavailableException and not TimeoutException)
            {
                // A definite refusal: the other silo does not know what this one asks for.
                return "refused";
            }
        });
        return $"done:{outcomes.Count(outcome => outcome == "done")} refused:{outcomes.Count(outcome => outcome != "done")}";
    }
}

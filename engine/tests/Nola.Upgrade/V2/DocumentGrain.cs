using Orleans.Serialization;

namespace Nola.Upgrade;

internal sealed class DocumentGrain(DocumentFolder folder, Serializer<Document> serializer) : Grain, IDocumentGrain
{
    private readonly List<DocumentChanged> _changes = [];

    public Task<int> Build() => Task.FromResult(2);

    public Task<Document?> Get() => folder.ReadAsync(this.GetPrimaryKeyLong(), serializer);

    public Task Put(Document document) => folder.WriteAsync(this.GetPrimaryKeyLong(), document, serializer);

    public Task<int> Note(DocumentChanged change)
    {
        _changes.Add(change);
        return Task.FromResult(_changes.Count);
    }

    public async Task Tag(string tag)
    {
        if (await Get() is { } document) await Put(document with { Tag = tag });
    }
}

namespace Nola.Upgrade;

/// <summary>A document.</summary>
[Alias("upgrade.documents")]
public interface IDocumentGrain : IGrainWithIntegerKey
{
    /// <summary>The build of the silo that holds it.</summary>
    [Alias("build")]
    Task<int> Build();

    [Alias("get")]
    Task<Document?> Get();

    [Alias("put")]
    Task Put(Document document);

    /// <summary>Takes note of a change and gives the number of those so far.</summary>
    [Alias("note")]
    Task<int> Note(DocumentChanged change);

    [Alias("tag")]
    Task Tag(string tag);
}

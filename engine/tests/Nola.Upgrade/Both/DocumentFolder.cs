using Orleans.Serialization;

namespace Nola.Upgrade;

/// <summary>Where both builds keep documents, in the serializer's format.</summary>
internal sealed class DocumentFolder(string path)
{
    public async Task<Document?> ReadAsync(long key, Serializer<Document> serializer)
    {
        var file = FileOf(key);
        return File.Exists(file) ? serializer.Deserialize(await File.ReadAllBytesAsync(file)) : null;
    }

    public Task WriteAsync(long key, Document document, Serializer<Document> serializer) =>
        File.WriteAllBytesAsync(FileOf(key), serializer.SerializeToArray(document));

    private string FileOf(long key) => Path.Combine(path, $"{key}.document");
}

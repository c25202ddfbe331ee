namespace ShopActors.TestKit;

/// <summary>A new directory that goes away with its owner, unless it is to be kept for reading.</summary>
internal sealed class TemporaryDirectory(string prefix) : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    public bool Keep { get; set; }

    public string Child(string name)
    {
        var path = Path.Combine(FullName, name);
        Directory.CreateDirectory(path);
        return path;
    }

    public string File(string name) => Path.Combine(FullName, name);

    public void Dispose()
    {
        if (!Keep)
        {
            Directory.Delete(FullName, recursive: true);
        }
    }
}

namespace ShopActors.Storage.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("journal-store-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

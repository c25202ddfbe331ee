using ShopActors.TestKit;

namespace ShopActors.Chaos.Load;

/// <summary>Processes that take all the processor time they can get, as neighbours on a crowded machine do.</summary>
internal sealed class BusyLoops(int count, string home) : IAsyncDisposable
{
    private readonly List<ChildProcess> _loops = [.. Enumerable.Range(1, count).Select(i => ChildProcess.Start(new()
    {
        Name = $"busy-{i}",
        FileName = "sh",
        Arguments = ["-c", "while :; do :; done"],
        LogPath = Path.Combine(home, "busy.log"),
    }))];

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops)
        {
            await loop.KillAsync().ConfigureAwait(false);
            await loop.DisposeAsync().ConfigureAwait(false);
        }
    }
}

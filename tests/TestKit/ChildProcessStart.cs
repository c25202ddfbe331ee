namespace ShopActors.TestKit;

/// <summary>What to start, and where its output goes.</summary>
internal sealed record ChildProcessStart
{
    public required string Name { get; init; }

    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingDirectory { get; init; }

    public required string LogPath { get; init; }
}

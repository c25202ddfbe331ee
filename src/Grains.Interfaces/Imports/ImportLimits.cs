namespace ShopActors;

/// <summary>The limits of imports.</summary>
public static class ImportLimits
{
    /// <summary>The lines of one chunk, which is stored and imported as one.</summary>
    public const int ChunkLines = 100;

    /// <summary>The most lines of one import.</summary>
    public const int LinesMax = 2_000_000;

    /// <summary>How many refused lines are listed.</summary>
    public const int ErrorsMax = 1_000;

    /// <summary>The longest line in characters.</summary>
    public const int LineLengthMax = 16 * 1_024;

    /// <summary>How long an import can be read after its last change.</summary>
    public static TimeSpan TimeToLive { get; } = TimeSpan.FromDays(7);
}

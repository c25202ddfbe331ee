namespace Orleans.Runtime;

/// <summary>The activation whose turn the calling thread runs.</summary>
internal static class RuntimeContext
{
    private static Func<IGrainContext?> _source = static () => null;

    /// <summary>The activation, or null outside of grains.</summary>
    public static IGrainContext? Current => _source();

    /// <summary>Says where turns keep it. A pull, so that entering a turn writes one thread-static less.</summary>
    public static void SetSource(Func<IGrainContext?> source) => _source = source;
}

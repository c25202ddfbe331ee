namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on the current thread. Set and restored by whoever runs a turn.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? _current;

    public static IGrainContext? Current
    {
        get => _current;
        set => _current = value;
    }
}

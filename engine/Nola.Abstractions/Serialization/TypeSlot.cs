namespace Orleans.Serialization;

/// <summary>A small number per type, the same for every host of the process: the index into a host's tables.</summary>
internal static class TypeSlot
{
    private static int s_last = -1;

    public static int Allocate() => Interlocked.Increment(ref s_last);
}

internal static class TypeSlot<T>
{
    public static readonly int Index = TypeSlot.Allocate();
}

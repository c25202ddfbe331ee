namespace Orleans.Runtime;

/// <summary>Figures of a silo.</summary>
[GenerateSerializer, Immutable]
public sealed class SiloRuntimeStatistics
{
    /// <summary>The number of activations.</summary>
    [Id(0)]
    public int ActivationCount { get; init; }

    /// <summary>The number of activations used of late.</summary>
    [Id(1)]
    public int RecentlyUsedActivationCount { get; init; }

    /// <summary>CPU use, in percent.</summary>
    [Id(2)]
    public float? CpuUsage { get; init; }

    /// <summary>Free memory, in bytes.</summary>
    [Id(3)]
    public float? AvailableMemory { get; init; }

    /// <summary>Memory in use, in bytes.</summary>
    [Id(4)]
    public long? MemoryUsage { get; init; }

    /// <summary>The machine's memory, in bytes.</summary>
    [Id(5)]
    public long? TotalPhysicalMemory { get; init; }

    /// <summary>Whether the silo sheds load.</summary>
    [Id(6)]
    public bool IsOverloaded { get; init; }

    /// <summary>The number of connected clients.</summary>
    [Id(7)]
    public long ClientCount { get; init; }

    /// <summary>Messages received.</summary>
    [Id(8)]
    public long ReceivedMessages { get; init; }

    /// <summary>Messages sent.</summary>
    [Id(9)]
    public long SentMessages { get; init; }

    /// <summary>When the figures were taken.</summary>
    [Id(10)]
    public DateTime DateTime { get; init; }
}

namespace Orleans.TestingHost;

/// <summary>How storage with faults behaves.</summary>
public class FaultInjectionGrainStorageOptions
{
    /// <summary>How long each operation takes unless something else is said.</summary>
    public static TimeSpan DEFAULT_LATENCY { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How long each operation takes before it begins.</summary>
    public TimeSpan Latency { get; set; } = DEFAULT_LATENCY;
}

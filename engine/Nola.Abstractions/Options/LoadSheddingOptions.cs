namespace Orleans.Configuration;

/// <summary>Refusing clients when the silo is overloaded.</summary>
public sealed class LoadSheddingOptions
{
    /// <summary>Whether requests of clients are refused under overload.</summary>
    /// <value>Default: false.</value>
    public bool LoadSheddingEnabled { get; set; }

    /// <summary>CPU use that is overload, in percent.</summary>
    /// <value>Default: 95.</value>
    public int CpuThreshold { get; set; } = 95;

    /// <summary>Memory use that is overload, in percent.</summary>
    /// <value>Default: 90.</value>
    public int MemoryThreshold { get; set; } = 90;
}

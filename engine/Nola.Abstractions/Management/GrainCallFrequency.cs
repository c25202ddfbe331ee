namespace Orleans.Runtime;

/// <summary>How often one grain called another.</summary>
[GenerateSerializer]
public record struct GrainCallFrequency
{
    /// <summary>The caller.</summary>
    [Id(0)]
    public GrainId SourceGrain { get; set; }

    /// <summary>The callee.</summary>
    [Id(1)]
    public GrainId TargetGrain { get; set; }

    /// <summary>The caller's silo.</summary>
    [Id(2)]
    public SiloAddress? SourceHost { get; set; }

    /// <summary>The callee's silo.</summary>
    [Id(3)]
    public SiloAddress? TargetHost { get; set; }

    /// <summary>The number of calls.</summary>
    [Id(4)]
    public ulong CallCount { get; set; }
}

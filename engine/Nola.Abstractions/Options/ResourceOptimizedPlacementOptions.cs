namespace Orleans.Configuration;

/// <summary>Placement by what silos use of their machines: how much each figure counts.</summary>
public sealed class ResourceOptimizedPlacementOptions
{
    /// <summary>The default of <see cref="CpuUsageWeight"/>.</summary>
    public const int DEFAULT_CPU_USAGE_WEIGHT = 40;

    /// <summary>The default of <see cref="MemoryUsageWeight"/>.</summary>
    public const int DEFAULT_MEMORY_USAGE_WEIGHT = 20;

    /// <summary>The default of <see cref="AvailableMemoryWeight"/>.</summary>
    public const int DEFAULT_AVAILABLE_MEMORY_WEIGHT = 20;

    /// <summary>The default of <see cref="MaxAvailableMemoryWeight"/>.</summary>
    public const int DEFAULT_MAX_AVAILABLE_MEMORY_WEIGHT = 5;

    /// <summary>The default of <see cref="ActivationCountWeight"/>.</summary>
    public const int DEFAULT_ACTIVATION_COUNT_WEIGHT = 15;

    /// <summary>The default of <see cref="LocalSiloPreferenceMargin"/>.</summary>
    public const int DEFAULT_LOCAL_SILO_PREFERENCE_MARGIN = 5;

    /// <summary>The weight of the use of the processors.</summary>
    /// <value>Default: 40.</value>
    public int CpuUsageWeight { get; set; } = DEFAULT_CPU_USAGE_WEIGHT;

    /// <summary>The weight of the part of the memory that is in use.</summary>
    /// <value>Default: 20.</value>
    public int MemoryUsageWeight { get; set; } = DEFAULT_MEMORY_USAGE_WEIGHT;

    /// <summary>The weight of the memory that is left.</summary>
    /// <value>Default: 20.</value>
    public int AvailableMemoryWeight { get; set; } = DEFAULT_AVAILABLE_MEMORY_WEIGHT;

    /// <summary>The weight of the memory that the machine has.</summary>
    /// <value>Default: 5. Has no effect yet.</value>
    public int MaxAvailableMemoryWeight { get; set; } = DEFAULT_MAX_AVAILABLE_MEMORY_WEIGHT;

    /// <summary>The weight of the number of activations.</summary>
    /// <value>Default: 15.</value>
    public int ActivationCountWeight { get; set; } = DEFAULT_ACTIVATION_COUNT_WEIGHT;

    /// <summary>How much worse the caller's silo may be and still be chosen.</summary>
    /// <value>Default: 5.</value>
    public int LocalSiloPreferenceMargin { get; set; } = DEFAULT_LOCAL_SILO_PREFERENCE_MARGIN;
}

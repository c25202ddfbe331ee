using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Grain storage in memory.</summary>
public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Partitions of the store.</summary>
    /// <value>Default: 10.</value>
    public int NumStorageGrains { get; set; } = 10;

    /// <summary>The lifecycle stage in which the store starts.</summary>
    /// <value>Default: <c>ServiceLifecycleStage.ApplicationServices</c>.</value>
    public int InitStage { get; set; } = 10000;

    /// <summary>What turns states into bytes.</summary>
    /// <value>Default: the silo's <see cref="IGrainStorageSerializer"/>.</value>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}

namespace Orleans.Configuration;

/// <summary>How streams map to queues.</summary>
public sealed class HashRingStreamQueueMapperOptions
{
    /// <summary>Queues of the provider.</summary>
    /// <value>Default: 8.</value>
    public int TotalQueueCount { get; set; } = 8;
}

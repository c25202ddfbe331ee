using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Configures memory streams.</summary>
public static class MemoryStreamConfiguratorExtensions
{
    /// <summary>Has no effect: each stream is its own queue.</summary>
    public static void ConfigurePartitioning(this IMemoryStreamConfigurator configurator, int numOfQueues = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numOfQueues);
        configurator.Configure<HashRingStreamQueueMapperOptions>(options =>
            options.Configure(mapper => mapper.TotalQueueCount = numOfQueues));
    }
}

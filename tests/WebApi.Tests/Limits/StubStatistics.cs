using System.Runtime.CompilerServices;
using Orleans.Statistics;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>Measurements of a process that has as much memory in use as the test says.</summary>
internal sealed class StubStatistics : IEnvironmentStatisticsProvider
{
    private const long MemoryMax = 1_000;

    private volatile int _memoryPercent;

    public int MemoryPercent
    {
        get => _memoryPercent;
        set => _memoryPercent = value;
    }

    public EnvironmentStatistics GetEnvironmentStatistics()
    {
        var used = MemoryMax * MemoryPercent / 100;
        return Create(0, 0, used, used, MemoryMax - used, MemoryMax - used, MemoryMax);
    }

    // Only Orleans itself can construct them.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern EnvironmentStatistics Create(
        float cpuUsagePercentage, float rawCpuUsagePercentage, long memoryUsageBytes, long rawMemoryUsageBytes,
        long availableMemoryBytes, long rawAvailableMemoryBytes, long maximumAvailableMemoryBytes);
}

using Nola.Runtime.Placement;

namespace Nola.Runtime.Activation;

/// <summary>Measures this silo by what its process uses of the machine.</summary>
internal sealed class LoadMeter(ActivationHost host) : ILoadMeter
{
    private readonly Lock _lock = new();
    private long _measuredAt = host.Time.GetTimestamp();
    private TimeSpan _usedBefore = Environment.CpuUsage.TotalTime;
    private float _cpuUsage;

    public SiloLoad Measure()
    {
        var memory = GC.GetGCMemoryInfo();
        var memoryUsage = memory.TotalAvailableMemoryBytes == 0
            ? 0
            : (float)Environment.WorkingSet / memory.TotalAvailableMemoryBytes;
        return new SiloLoad(host.Catalog.Count, MeasureCpu(), memoryUsage);
    }

    // Between two measurements that are far enough apart to mean something.
    private float MeasureCpu()
    {
        lock (_lock)
        {
            var elapsed = host.Time.GetElapsedTime(_measuredAt);
            if (elapsed < TimeSpan.FromMilliseconds(200)) return _cpuUsage;

            var used = Environment.CpuUsage.TotalTime;
            _cpuUsage = (float)((used - _usedBefore) / elapsed / Environment.ProcessorCount);
            _usedBefore = used;
            _measuredAt = host.Time.GetTimestamp();
            return _cpuUsage;
        }
    }
}

using System.Diagnostics;

namespace ShopActors.Floor;

/// <summary>What one operation took of the process, on average over a round.</summary>
internal readonly record struct Cost(double CpuMicroseconds, double AllocatedBytes)
{
    /// <summary>What the heap grew by; not a number where that is not asked for.</summary>
    public double KeptBytes { get; init; } = double.NaN;

    public static async Task<Cost> MeasureAsync(int operations, Func<Task> work, bool withHeap = false)
    {
        var heap = withHeap ? Heap() : 0;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Cpu();
        await work().ConfigureAwait(false);
        var cost = new Cost(
            (Cpu() - cpu).TotalMicroseconds / operations,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)operations);
        return withHeap ? cost with { KeptBytes = (Heap() - heap) / (double)operations } : cost;
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static long Heap()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

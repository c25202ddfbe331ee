using System.Diagnostics;
using System.Globalization;

namespace Engine.Benchmarks;

/// <summary>One figure: operations per CPU second of the process, and bytes per operation.</summary>
internal static class Measurement
{
    public static async Task RunAsync(string name, long operations, Func<Task> action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await action();
        var wall = watch.Elapsed;
        var used = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-44} {operations / used.TotalSeconds,14:N0} /CPU-s "
                + $"{operations / wall.TotalSeconds,14:N0} /s {(double)bytes / operations,9:N1} B "
                + $"{used / wall,5:N2} processors"));
    }
}

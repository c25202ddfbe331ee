using System.Globalization;

namespace Engine.Benchmarks.Network;

/// <summary>What a process has used since its start.</summary>
internal readonly record struct ProcessUsage(TimeSpan Cpu, long AllocatedBytes)
{
    public static ProcessUsage Now() =>
        new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

    public static ProcessUsage Parse(string text) => text.Split(' ') is [var ticks, var bytes]
        ? new(
            TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture)),
            long.Parse(bytes, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is no usage.");

    public override string ToString() => $"{Cpu.Ticks} {AllocatedBytes}";

    public static ProcessUsage operator +(ProcessUsage left, ProcessUsage right) =>
        new(left.Cpu + right.Cpu, left.AllocatedBytes + right.AllocatedBytes);

    public static ProcessUsage operator -(ProcessUsage left, ProcessUsage right) =>
        new(left.Cpu - right.Cpu, left.AllocatedBytes - right.AllocatedBytes);
}

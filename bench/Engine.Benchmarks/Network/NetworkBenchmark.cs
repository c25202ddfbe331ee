using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Engine.Benchmarks.Network;

/// <summary>Calls between processes on the loopback address, next to raw TCP between the same.</summary>
internal static class NetworkBenchmark
{
    private const int Targets = 1000;
    private const int Callers = 100;
    private const int LargeLength = 64 * 1024;
    private const int LargeCallers = 8;
    private const int HugeLength = 8 * 1024 * 1024;
    private const int HugeCallers = 2;
    private const int Runs = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] selection)
    {
        try
        {
            if (IsSelected(selection, "client") || IsSelected(selection, "latency") || IsSelected(selection, "large"))
            {
                await MeasureClientAsync(selection);
            }

            if (IsSelected(selection, "silo")) await MeasureSilosAsync();
            return 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("network: skipped, redis-server is not on the PATH (apt-get install -y redis-server)");
            return 2;
        }
    }

    private static bool IsSelected(string[] selection, string part) =>
        selection.Length == 0 || selection.Contains(part, StringComparer.Ordinal);

    private static async Task MeasureClientAsync(string[] selection)
    {
        await using var cluster = await BenchmarkCluster.StartAsync(silos: 1, withClient: true);
        await CallAsync(cluster.Grains, WarmUp);
        for (var run = 0; run < Runs; run++)
        {
            if (IsSelected(selection, "client"))
            {
                await MeasureCallsAsync("client to silo", cluster, () => CallAsync(cluster.Grains, Duration));
            }

            if (IsSelected(selection, "latency")) await MeasureLatencyAsync(cluster.Grains);
            if (IsSelected(selection, "large")) await MeasureLargeAsync(cluster, "64 KiB arguments", LargeLength, LargeCallers);
            if (IsSelected(selection, "large")) await MeasureLargeAsync(cluster, "8 MiB arguments", HugeLength, HugeCallers);
        }
    }

    private static async Task MeasureSilosAsync()
    {
        await using var cluster = await BenchmarkCluster.StartAsync(silos: 2, withClient: false);
        await cluster.CallBetweenSilosAsync(WarmUp);
        for (var run = 0; run < Runs; run++)
        {
            await MeasureCallsAsync("silo to silo", cluster, () => cluster.CallBetweenSilosAsync(Duration));
        }
    }

    private static async Task MeasureCallsAsync(string name, BenchmarkCluster cluster, Func<Task<long>> call)
    {
        var silo = await BenchmarkCluster.SiloUsageAsync(cluster.Silos[^1]);
        var all = await cluster.UsageAsync();
        var watch = Stopwatch.StartNew();
        var calls = await call();
        var wall = watch.Elapsed;
        all = await cluster.UsageAsync() - all;
        silo = await BenchmarkCluster.SiloUsageAsync(cluster.Silos[^1]) - silo;
        Print(
            $"{name,-32} {calls / all.Cpu.TotalSeconds,10:N0} calls/CPU-s of both {calls / wall.TotalSeconds,10:N0} /s "
            + $"{(double)all.AllocatedBytes / calls,7:N1} B/call "
            + $"(caller {Share(all - silo, calls)}, callee {Share(silo, calls)})");
    }

    private static async Task MeasureLatencyAsync(IGrainFactory grains)
    {
        var target = grains.GetGrain<IRemoteGrain>(0);
        var raw = new Latencies();
        var calls = new Latencies();

        // In turn, so that what else the machine does meets both alike.
        await using var echo = Child.StartSelf(EchoProcess.Role);
        var port = int.Parse(await echo.ReadLineAsync(), CultureInfo.InvariantCulture);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        await socket.ConnectAsync(IPAddress.Loopback, port);
        PingPong(socket, TimeSpan.FromMilliseconds(300), new Latencies());
        for (var slice = 0; slice < 10; slice++)
        {
            PingPong(socket, TimeSpan.FromMilliseconds(300), raw);
            await Load.TimeForAsync(target, TimeSpan.FromMilliseconds(300), calls);
        }

        Print(
            $"{"single call",-32} p50 {calls.Percentile(0.5),7:N1} us, raw TCP p50 {raw.Percentile(0.5),7:N1} us, "
            + $"ratio {calls.Percentile(0.5) / raw.Percentile(0.5):N2}; p99 {calls.Percentile(0.99):N0} and "
            + $"{raw.Percentile(0.99):N0} us");
    }

    private static void PingPong(Socket socket, TimeSpan duration, Latencies latencies)
    {
        var message = new byte[EchoProcess.MessageLength];
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            socket.Send(message);
            EchoProcess.TryReceive(socket, message);
            latencies.Add(Stopwatch.GetElapsedTime(sent));
        }
    }

    private static async Task MeasureLargeAsync(BenchmarkCluster cluster, string name, int length, int callers)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        await SendAsync(cluster.Grains, bytes, callers, TimeSpan.FromSeconds(1));
        var quiet = new Latencies();
        await Load.TimeForAsync(cluster.Grains.GetGrain<IRemoteGrain>(1), TimeSpan.FromSeconds(1), quiet);
        var usage = await cluster.UsageAsync();
        var watch = Stopwatch.StartNew();
        var alone = await SendAsync(cluster.Grains, bytes, callers, Duration / 2);
        var aloneTime = watch.Elapsed;
        usage = await cluster.UsageAsync() - usage;
        var small = new Latencies();
        var sending = SendAsync(cluster.Grains, bytes, callers, Duration);
        await Load.TimeForAsync(cluster.Grains.GetGrain<IRemoteGrain>(1), Duration, small);
        await sending;
        Print(
            $"{name,-32} {alone / aloneTime.TotalSeconds / 1e9,7:N2} GB/s, "
            + $"{alone / usage.Cpu.TotalSeconds / 1e9:N2} GB per CPU-s of both; small calls meanwhile p50 "
            + $"{small.Percentile(0.5):N0} p99 {small.Percentile(0.99):N0} us of {small.Count:N0} "
            + $"(quiet p50 {quiet.Percentile(0.5):N0} p99 {quiet.Percentile(0.99):N0} us)");
    }

    private static async Task<long> SendAsync(IGrainFactory grains, byte[] bytes, int callers, TimeSpan duration)
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, callers).Select(
            caller => Load.SendForAsync(grains.GetGrain<IRemoteGrain>(Targets + caller), bytes, duration)));
        return sent.Sum();
    }

    private static async Task<long> CallAsync(IGrainFactory grains, TimeSpan duration)
    {
        long[] targets = [.. Enumerable.Range(0, Targets).Select(target => (long)target)];
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            caller => Load.CallForAsync(grains, targets, caller * (Targets / Callers), duration)));
        return counts.Sum();
    }

    private static string Share(ProcessUsage usage, long calls) =>
        $"{(double)usage.AllocatedBytes / calls:N1} B {usage.Cpu.TotalMicroseconds / calls:N2} us";

    private static void Print(string line) => Console.WriteLine(line);
}

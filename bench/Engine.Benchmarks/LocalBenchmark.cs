using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Engine.Benchmarks;

/// <summary>Calls, writes and activations within one silo.</summary>
internal sealed class LocalBenchmark(IGrainFactory grains)
{
    /// <summary>Selects the figures of one target with many callers alone, in many short runs.</summary>
    public const string Contended = "contended";

    private const int Targets = 1000;
    private const int Callers = 100;
    private const int FreshGrains = 100_000;
    private const int ContendedRuns = 12;

    private readonly int _parallel = Environment.ProcessorCount;

    public static async Task RunAsync(bool isContendedOnly)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(gatewayPort: 0)
            .AddMemoryGrainStorageAsDefault());
        using var host = builder.Build();
        await host.StartAsync();
        var benchmark = new LocalBenchmark(host.Services.GetRequiredService<IGrainFactory>());
        await benchmark.WarmUpAsync();
        if (isContendedOnly) await benchmark.MeasureContendedAsync();
        else await benchmark.MeasureAsync();
        await host.StopAsync();
    }

    private async Task WarmUpAsync()
    {
        for (var warmUp = 0; warmUp < 4; warmUp++)
        {
            await CallManyAsync(50);
            await CallOneAsync(1000);
            await CallOneLaterAsync(1000);
            await WriteAsync(10);
        }
    }

    /// <summary>Whether processors meet at all depends on what else the machine does: the last column tells.</summary>
    private async Task MeasureContendedAsync()
    {
        for (var run = 0; run < ContendedRuns; run++)
        {
            await Measurement.RunAsync("reference: thread pool hop", 2_000_000, () => HopAsync(2_000_000));
            await Measurement.RunAsync("call, 1 target, 100 callers", Callers * 10_000L, () => CallOneAsync(10_000));
            await Measurement.RunAsync(
                "call, 1 target, 100 callers, all queue", Callers * 5_000L, () => CallOneLaterAsync(5_000));
        }
    }

    private async Task MeasureAsync()
    {
        for (var run = 0; run < 3; run++)
        {
            await Measurement.RunAsync("reference: thread pool hop", 2_000_000, () => HopAsync(2_000_000));
            await Measurement.RunAsync(
                "call, 1,000 targets", (long)_parallel * Targets * 1500, () => CallManyAsync(1500));
            await Measurement.RunAsync("call, 1 target, 100 callers", Callers * 10_000L, () => CallOneAsync(10_000));
            await Measurement.RunAsync(
                "call, 1 target, 100 callers, all queue", Callers * 5_000L, () => CallOneLaterAsync(5_000));
            await Measurement.RunAsync(
                "WriteStateAsync to memory, 1,000 grains", Targets * 300L, () => WriteAsync(300));
            await MeasureActivationsAsync(1_000_000 + (run * 2L * FreshGrains));
        }
    }

    private async Task MeasureActivationsAsync(long first)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Measurement.RunAsync(
            "activation of a fresh grain",
            FreshGrains,
            () => grains.GetGrain<ICallerGrain>(50).CallMany(first, FreshGrains, 1));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{"memory of an idle activation",-44} {(after - before) / (double)FreshGrains,14:N0} B"));
    }

    private static Task HopAsync(int count)
    {
        var source = new TaskCompletionSource();
        var left = count;
        Next(null);
        return source.Task;

        void Next(object? state)
        {
            if (--left == 0) source.SetResult();
            else ThreadPool.UnsafeQueueUserWorkItem(Next, state, preferLocal: true);
        }
    }

    private Task<int[]> CallManyAsync(int rounds) => Task.WhenAll(Enumerable.Range(0, _parallel).Select(
        caller => grains.GetGrain<ICallerGrain>(caller).CallMany(caller * (long)Targets, Targets, rounds)));

    private Task<int[]> CallOneAsync(int rounds) => Task.WhenAll(Enumerable.Range(0, Callers).Select(
        caller => grains.GetGrain<ICallerGrain>(100 + caller).CallOne(999_999, rounds)));

    private Task<int[]> CallOneLaterAsync(int rounds) => Task.WhenAll(Enumerable.Range(0, Callers).Select(
        caller => grains.GetGrain<ICallerGrain>(100 + caller).CallOneLater(999_999, rounds)));

    private Task<int[]> WriteAsync(int count) => Task.WhenAll(Enumerable.Range(0, Targets).Select(
        writer => grains.GetGrain<IWriterGrain>(writer).WriteMany(count)));
}

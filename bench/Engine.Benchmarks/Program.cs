using System.Globalization;
using Engine.Benchmarks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

const int Targets = 1000;
const int Callers = 100;

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.UseOrleans(silo => silo
    .UseLocalhostClustering(gatewayPort: 0)
    .AddMemoryGrainStorageAsDefault());
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();

var parallel = Environment.ProcessorCount;
for (var warmUp = 0; warmUp < 4; warmUp++)
{
    await CallManyAsync(50);
    await CallOneAsync(1000);
    await WriteAsync(10);
}

for (var run = 0; run < 3; run++)
{
    await Measurement.RunAsync("reference: thread pool hop", 2_000_000, () => HopAsync(2_000_000));
    await Measurement.RunAsync(
        "call, 1,000 targets", (long)parallel * Targets * 1500, () => CallManyAsync(1500));
    await Measurement.RunAsync("call, 1 target, 100 callers", Callers * 10_000L, () => CallOneAsync(10_000));
    await Measurement.RunAsync("WriteStateAsync to memory, 1,000 grains", Targets * 300L, () => WriteAsync(300));
    var first = 1_000_000 + (run * 200_000L);
    var before = GC.GetTotalMemory(forceFullCollection: true);
    await Measurement.RunAsync("activation of a fresh grain", 100_000, () => ActivateAsync(first, 100_000));
    var after = GC.GetTotalMemory(forceFullCollection: true);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{"memory of an idle activation",-44} {(after - before) / 100_000.0,14:N0} B"));
}

await host.StopAsync();

Task HopAsync(int count)
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

Task CallManyAsync(int rounds) => Task.WhenAll(Enumerable.Range(0, parallel).Select(
    caller => grains.GetGrain<ICallerGrain>(caller).CallMany(caller * (long)Targets, Targets, rounds)));

Task CallOneAsync(int rounds) => Task.WhenAll(Enumerable.Range(0, Callers).Select(
    caller => grains.GetGrain<ICallerGrain>(100 + caller).CallOne(999_999, rounds)));

Task WriteAsync(int count) => Task.WhenAll(Enumerable.Range(0, Targets).Select(
    writer => grains.GetGrain<IWriterGrain>(writer).WriteMany(count)));

Task ActivateAsync(long first, int count) =>
    grains.GetGrain<ICallerGrain>(50).CallMany(first, count, 1);

using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Nola.Runtime.Tests.TestingHost;

/// <summary>A number in storage that fails when it is told to.</summary>
public interface IFaultyGrain : IGrainWithStringKey
{
    Task<int> Get();

    Task Set(int value);

    Task Clear();
}

public sealed class FaultyGrain([PersistentState("number", "faulty")] IPersistentState<int> number) : Grain, IFaultyGrain
{
    public Task<int> Get() => Task.FromResult(number.State);

    public async Task Set(int value)
    {
        number.State = value;
        await number.WriteStateAsync();
    }

    public Task Clear() => number.ClearStateAsync();
}

public sealed class FaultInjectionTests
{
    [Fact]
    public async Task Storage_WithAFault_FailsOnceAndGoesOn()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Services.AddFaultInjectionMemoryStorage(
            "faulty", _ => { }, options => options.Latency = TimeSpan.FromMilliseconds(1)));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<IFaultyGrain>("one");
        var faults = cluster.Client.GetGrain<IStorageFaultGrain>("number");

        await faults.AddFaultOnRead(grain.GetGrainId(), new IOException("Read."));
        await FailsAsync(grain.Get);
        await grain.Set(1);
        await faults.AddFaultOnWrite(grain.GetGrainId(), new IOException("Write."));
        await FailsAsync(() => grain.Set(2));
        await faults.AddFaultOnClear(grain.GetGrainId(), new IOException("Clear."));
        await FailsAsync(grain.Clear);
        await cluster.DeactivateAsync(grain);

        Assert.Equal(1, await grain.Get());
    }

    private static async Task FailsAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<OrleansException>(call);
        Assert.IsType<IOException>(exception.InnerException);
    }
}

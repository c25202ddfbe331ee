using Nola.Runtime.Activation;

namespace Nola.Runtime.Management;

[GrainType(SiloControl.GrainTypeName)]
[KeepAlive]
internal sealed class SiloControlGrain(ActivationHost host) : Grain, ISiloControlGrain
{
    private IEnumerable<GrainActivation> Active => host.Catalog.Activations.Where(
        static activation => activation.Class is { IsObserver: false, IsSystem: false }
            && activation.Phase is not ActivationPhase.Invalid);

    public Task<SiloRuntimeStatistics> GetRuntimeStatistics()
    {
        var now = host.Collector.Now;
        var memory = GC.GetGCMemoryInfo();
        return Task.FromResult(new SiloRuntimeStatistics
        {
            ActivationCount = Active.Count(),
            RecentlyUsedActivationCount = Active.Count(activation => activation.UsedAt >= now - 1),
            MemoryUsage = GC.GetTotalMemory(forceFullCollection: false),
            TotalPhysicalMemory = memory.TotalAvailableMemoryBytes,
            DateTime = host.Time.GetUtcNow().UtcDateTime,
        });
    }

    public Task<SimpleGrainStatistic[]> GetSimpleStatistics() => Task.FromResult(Active
        .GroupBy(static activation => activation.Class)
        .Select(group => new SimpleGrainStatistic
        {
            GrainType = NameOf(group.Key.ClassType),
            SiloAddress = host.SiloAddress,
            ActivationCount = group.Count(),
        })
        .ToArray());

    public Task<DetailedGrainStatistic[]> GetDetailedStatistics(string[]? types) => Task.FromResult(Active
        .Where(activation => types is not { Length: > 0 } || types.Contains(NameOf(activation.Class.ClassType)))
        .Select(activation => new DetailedGrainStatistic
        {
            GrainType = NameOf(activation.Class.ClassType),
            SiloAddress = host.SiloAddress,
            GrainId = activation.GrainId,
        })
        .ToArray());

    public Task<List<GrainId>> GetActiveGrains(GrainType? grainType) => Task.FromResult(Active
        .Select(static activation => activation.GrainId)
        .Where(id => grainType is null || id.Type == grainType)
        .Distinct()
        .ToList());

    public Task<bool> IsActive(GrainId grainId) => Task.FromResult(Active.Any(a => a.GrainId == grainId));

    public Task CollectActivations(TimeSpan ageLimit) => host.Collector.CollectAsync(ageLimit);

    public Task CollectGarbage()
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    private static string NameOf(Type type) => $"{GrainTypeNames.NameOf(type)},{type.Assembly.GetName().Name}";
}

/// <summary>The name of the silos' control grains.</summary>
internal static class SiloControl
{
    public const string Name = "control";
    public const string GrainTypeName = "sys.control";
}

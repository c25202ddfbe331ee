using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Activation;
using Nola.Runtime.Messaging;
using Orleans.Concurrency;
using Orleans.Providers;

namespace Nola.Runtime.Management;

[Reentrant]
internal sealed class ManagementGrain(ILocalSiloDetails silo, IServiceProvider services) : Grain, IManagementGrain
{
    private readonly ISiloStatusOracle? _oracle = services.GetService<ISiloStatusOracle>();

    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) => Task.FromResult(
        _oracle?.GetApproximateSiloStatuses(onlyActive)
            ?? new Dictionary<SiloAddress, SiloStatus> { [silo.SiloAddress] = SiloStatus.Active });

    public async Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false)
    {
        if (services.GetService<IMembershipTable>() is not { } table) return [];

        var rows = await table.ReadAll();
        return [.. rows.Members.Select(row => row.Item1).Where(e => !onlyActive || e.Status == SiloStatus.Active)];
    }

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        AskAsync(hostsIds, static silo => silo.GetRuntimeStatistics());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds)
    {
        var perSilo = await AskAsync(hostsIds, static silo => silo.GetSimpleStatistics());
        return [.. perSilo.SelectMany(static statistics => statistics)];
    }

    public async Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(
        string[]? types = null, SiloAddress[]? hostsIds = null)
    {
        var perSilo = await AskAsync(hostsIds, silo => silo.GetDetailedStatistics(types));
        return [.. perSilo.SelectMany(static statistics => statistics)];
    }

    public async Task<int> GetTotalActivationCount() =>
        (await AskAsync(null, static silo => silo.GetSimpleStatistics()))
            .Sum(static statistics => statistics.Sum(static statistic => statistic.ActivationCount));

    public async Task<int> GetGrainActivationCount(GrainReference grainReference)
    {
        ArgumentNullException.ThrowIfNull(grainReference);
        var id = grainReference.GrainId;
        var perSilo = await AskAsync(null, static silo => silo.GetDetailedStatistics(null));
        return perSilo.Sum(statistics => statistics.Count(statistic => statistic.GrainId == id));
    }

    public Task ForceGarbageCollection(SiloAddress[] hostsIds) => TellAsync(hostsIds, static s => s.CollectGarbage());

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection([], ageLimit);

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        TellAsync(hostsIds, silo => silo.CollectActivations(ageLimit));

    public Task ForceRuntimeStatisticsCollection(SiloAddress[] siloAddresses) =>
        AskAsync(siloAddresses, static silo => silo.GetRuntimeStatistics());

    public async ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference)
    {
        var id = reference.GetGrainId();
        if (services.GetRequiredService<ActivationHost>().Catalog.FindClass(id.Type) is { Workers: not null })
        {
            throw new InvalidOperationException($"{id} is a stateless worker, which has no address of its own.");
        }

        var silos = await SilosAsync(null);
        var found = await Task.WhenAll(silos.Select(address => ControlOf(address).IsActive(id)));
        var index = Array.IndexOf(found, true);
        return index < 0 ? null : silos[index];
    }

    public async ValueTask<List<GrainId>> GetActiveGrains(GrainType type)
    {
        var perSilo = await AskAsync(null, silo => silo.GetActiveGrains(type));
        return [.. perSilo.SelectMany(static ids => ids).Distinct()];
    }

    public Task<List<GrainCallFrequency>> GetGrainCallFrequencies(SiloAddress[]? hostsIds = null) =>
        Task.FromResult<List<GrainCallFrequency>>([]);

    public ValueTask ResetGrainCallFrequencies(SiloAddress[]? hostsIds = null) => ValueTask.CompletedTask;

    public async Task<object?[]> SendControlCommandToProvider<T>(string providerName, int command, object? arg = null)
        where T : IControllable
    {
        var provider = services.GetKeyedService<T>(providerName)
            ?? throw new ArgumentException($"There is no provider {typeof(T).Name} named {providerName}.");
        return [await provider.ExecuteCommand(command, arg!)];
    }

    private async Task<T[]> AskAsync<T>(SiloAddress[]? silos, Func<ISiloControlGrain, Task<T>> ask) =>
        await Task.WhenAll((await SilosAsync(silos)).Select(address => ask(ControlOf(address))));

    private async Task TellAsync(SiloAddress[]? silos, Func<ISiloControlGrain, Task> tell) =>
        await Task.WhenAll((await SilosAsync(silos)).Select(address => tell(ControlOf(address))));

    private async Task<SiloAddress[]> SilosAsync(SiloAddress[]? wanted) =>
        wanted is { Length: > 0 } ? wanted : [.. (await GetHosts(onlyActive: true)).Keys];

    private ISiloControlGrain ControlOf(SiloAddress address) =>
        GrainFactory.GetGrain<ISiloControlGrain>(HostAddressedGrains.Create(SiloControl.Name, address));
}

using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.TestingHost;

/// <summary>A storage that takes its time and fails when it is told to; all else it leaves to another.</summary>
public partial class FaultInjectionGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly IGrainStorage _storage;
    private readonly IGrainFactory _grains;
    private readonly ILogger _logger;
    private readonly FaultInjectionGrainStorageOptions _options;

    /// <summary>Puts faults before another storage.</summary>
    public FaultInjectionGrainStorage(
        IGrainStorage realStorageProvider,
        string name,
        ILoggerFactory loggerFactory,
        IGrainFactory grainFactory,
        FaultInjectionGrainStorageOptions faultInjectionOptions)
    {
        ArgumentNullException.ThrowIfNull(loggerFactory);
        _storage = realStorageProvider;
        _grains = grainFactory;
        _options = faultInjectionOptions;
        _logger = loggerFactory.CreateLogger($"{typeof(FaultInjectionGrainStorage).FullName}.{name}");
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        await BeginAsync(grainType, grainId, static (faults, id) => faults.OnRead(id));
        await _storage.ReadStateAsync(grainType, grainId, grainState);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        await BeginAsync(grainType, grainId, static (faults, id) => faults.OnWrite(id));
        await _storage.WriteStateAsync(grainType, grainId, grainState);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        await BeginAsync(grainType, grainId, static (faults, id) => faults.OnClear(id));
        await _storage.ClearStateAsync(grainType, grainId, grainState);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        (_storage as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);

    private async Task BeginAsync(string grainType, GrainId grainId, Func<IStorageFaultGrain, GrainId, Task> begin)
    {
        await Task.Delay(_options.Latency, TimeProvider.System);
        try
        {
            await begin(_grains.GetGrain<IStorageFaultGrain>(grainType), grainId);
        }
        catch (Exception exception)
        {
            LogFault(_logger, exception, grainId, grainType);
            throw;
        }
    }

    [LoggerMessage(2901, LogLevel.Information, "A storage operation of {GrainId} with the state {State} fails as told")]
    private static partial void LogFault(ILogger logger, Exception exception, GrainId grainId, string state);
}

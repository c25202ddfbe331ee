using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nola.Runtime.Activation;
using Nola.Runtime.Diagnostics;
using Orleans.Diagnostics;
using Orleans.Storage;

namespace Nola.Runtime.Storage;

/// <summary>Measures and traces one operation on a grain's state, for somebody who listens.</summary>
internal sealed class StorageObservation
{
    // In the order of the operations: read, write, clear.
    private static readonly string[] SpanNames = ["read storage", "write storage", "clear storage"];

    private readonly GrainActivation _activation;
    private readonly IGrainStorage _storage;
    private readonly string _stateName;
    private readonly Type _stateType;

    private StorageObservation(GrainActivation activation, IGrainStorage storage, string stateName, Type stateType)
    {
        _activation = activation;
        _storage = storage;
        _stateName = stateName;
        _stateType = stateType;
    }

    /// <summary>An observation, or null where nobody listens.</summary>
    public static StorageObservation? Start(
        GrainActivation activation, IGrainStorage storage, string stateName, Type stateType)
    {
        var instruments = activation.Host.Instruments;
        return instruments.StorageReadLatency.Enabled || instruments.StorageWriteLatency.Enabled
            || instruments.StorageReadErrors.Enabled || instruments.StorageWriteErrors.Enabled
            || ActivitySources.StorageGrainSource.HasListeners()
                ? new StorageObservation(activation, storage, stateName, stateType)
                : null;
    }

    public async Task RunAsync(int operation, Func<Task> run)
    {
        var instruments = _activation.Host.Instruments;
        var (latency, errors) = operation switch
        {
            0 => (instruments.StorageReadLatency, instruments.StorageReadErrors),
            1 => (instruments.StorageWriteLatency, instruments.StorageWriteErrors),
            _ => (instruments.StorageClearLatency, instruments.StorageClearErrors),
        };
        var tags = new TagList { { "provider", _storage.GetType().Name }, { "state", _stateName } };
        var time = _activation.Host.Time;
        using var activity = StartActivity(SpanNames[operation]);
        var began = time.GetTimestamp();
        try
        {
            await run();
            latency.Record(time.GetElapsedTime(began).TotalMilliseconds, tags);
        }
        catch (Exception exception)
        {
            errors.Add(1, tags);
            ActivityTags.Fail(activity, exception);
            throw;
        }
    }

    private Activity? StartActivity(string name)
    {
        var activity = ActivitySources.StorageGrainSource.StartActivity(name, ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true }) return activity;

        activity.SetTag(ActivityTags.GrainId, _activation.GrainId.ToString());
        activity.SetTag(ActivityTags.StorageProvider, _storage.GetType().Name);
        activity.SetTag(ActivityTags.StorageStateName, _stateName);
        activity.SetTag(ActivityTags.StorageStateType, _stateType.Name);
        return activity;
    }
}

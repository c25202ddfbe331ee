using System.Globalization;
using Orleans.Configuration;
using Orleans.Storage;

namespace Nola.Runtime.Storage;

/// <summary>Grain storage in the memory of the cluster: partitions are grains, so every silo sees the same records.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly IMemoryStorageGrain[] _partitions;
    private readonly IGrainStorageSerializer _serializer;

    public MemoryGrainStorage(
        string name, MemoryGrainStorageOptions options, IGrainFactory grains, IGrainStorageSerializer serializer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.NumStorageGrains);
        _serializer = serializer;
        _partitions = new IMemoryStorageGrain[options.NumStorageGrains];
        for (var i = 0; i < _partitions.Length; i++)
        {
            _partitions[i] = grains.GetGrain<IMemoryStorageGrain>(
                string.Create(CultureInfo.InvariantCulture, $"{name}/{i}"));
        }
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = await PartitionOf(stateName, grainId).Read(stateName, grainId);
        if (record is null)
        {
            grainState.State = StateActivator.Create<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
            return;
        }

        grainState.State = _serializer.Deserialize<T>(new BinaryData(record.Data));
        grainState.ETag = record.Etag;
        grainState.RecordExists = true;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = _serializer.Serialize(grainState.State).ToMemory();
        var bytes = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(data, out var segment)
            && segment.Offset == 0
            && segment.Count == segment.Array!.Length
                ? segment.Array
                : data.ToArray();
        var writing = PartitionOf(stateName, grainId).Write(stateName, grainId, grainState.ETag, bytes);
        if (!writing.IsCompletedSuccessfully) return FinishAsync(grainState, writing);

        Accept(grainState, writing.GetAwaiter().GetResult());
        return Task.CompletedTask;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await PartitionOf(stateName, grainId).Clear(stateName, grainId, grainState.ETag);
        grainState.State = StateActivator.Create<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static async Task FinishAsync<T>(IGrainState<T> grainState, ValueTask<string> writing) =>
        Accept(grainState, await writing);

    private static void Accept<T>(IGrainState<T> grainState, string etag)
    {
        grainState.ETag = etag;
        grainState.RecordExists = true;
    }

    private IMemoryStorageGrain PartitionOf(string stateName, GrainId grainId)
    {
        var hash = grainId.GetUniformHashCode() ^ StableHash.ComputeHash(stateName);
        return _partitions[hash % (uint)_partitions.Length];
    }
}

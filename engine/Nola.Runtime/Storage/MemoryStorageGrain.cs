using System.Globalization;
using Orleans.Storage;

namespace Nola.Runtime.Storage;

[KeepAlive]
internal sealed class MemoryStorageGrain : Grain, IMemoryStorageGrain
{
    private readonly Dictionary<(GrainId, string), MemoryRecord> _records = [];
    private long _lastEtag;

    public ValueTask<MemoryRecord?> Read(string stateName, GrainId grainId) =>
        ValueTask.FromResult(_records.GetValueOrDefault((grainId, stateName)));

    public ValueTask<string> Write(string stateName, GrainId grainId, string? etag, byte[] data)
    {
        Check(stateName, grainId, etag);
        var next = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _records[(grainId, stateName)] = new MemoryRecord(next, data);
        return ValueTask.FromResult(next);
    }

    public Task Clear(string stateName, GrainId grainId, string? etag)
    {
        Check(stateName, grainId, etag);
        _records.Remove((grainId, stateName));
        return Task.CompletedTask;
    }

    private void Check(string stateName, GrainId grainId, string? etag)
    {
        var stored = _records.GetValueOrDefault((grainId, stateName))?.Etag;
        if (stored == etag) return;

        throw new InconsistentStateException(
            $"The etag of state \"{stateName}\" of {grainId} does not match the stored one.", stored, etag);
    }
}

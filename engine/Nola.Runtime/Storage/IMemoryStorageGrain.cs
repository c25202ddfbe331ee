namespace Nola.Runtime.Storage;

/// <summary>One partition of a memory storage. What it holds is lost with its silo.</summary>
internal interface IMemoryStorageGrain : IGrainWithStringKey
{
    /// <summary>The record, or null where there is none.</summary>
    ValueTask<MemoryRecord?> Read([Immutable] string stateName, GrainId grainId);

    /// <summary>Stores the record if the etag is the stored one; gives the new etag.</summary>
    ValueTask<string> Write([Immutable] string stateName, GrainId grainId, string? etag, [Immutable] byte[] data);

    /// <summary>Removes the record if the etag is the stored one.</summary>
    Task Clear([Immutable] string stateName, GrainId grainId, string? etag);
}

/// <summary>A stored state.</summary>
[GenerateSerializer, Immutable]
internal sealed class MemoryRecord(string etag, byte[] data)
{
    [Id(0)]
    public string Etag { get; private set; } = etag;

    [Id(1)]
    public byte[] Data { get; private set; } = data;
}

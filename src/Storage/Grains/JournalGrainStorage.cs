using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace ShopActors.Storage;

/// <summary>
/// Grain storage over the journal store, for state that is small and overwritten as a whole. A state is a journal whose
/// every append is a snapshot, and its tag is the journal's version. It is not claimed: writers are told apart by the
/// tag alone, as the programming model says. Clearing leaves a tombstone, so a stale tag stays stale.
/// </summary>
public sealed class JournalGrainStorage(IJournalStore store, IGrainStorageSerializer serializer) : IGrainStorage
{
    private const byte Cleared = 0;
    private const byte Present = 1;

    // The journal's version has to grow with each write, which only events do; the event itself says nothing.
    private static readonly ReadOnlyMemory<byte>[] Written = [default];

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var content = await store.Read(IdOf(stateName, grainId)).ConfigureAwait(false);
        grainState.ETag = content is null ? null : Etag(content.Version);
        grainState.RecordExists = content is not null && content.Snapshot.Span[0] == Present;
        grainState.State = grainState.RecordExists
            ? serializer.Deserialize<T>(new BinaryData(content!.Snapshot[1..]))!
            : Activator.CreateInstance<T>();
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var state = serializer.Serialize(grainState.State).ToMemory();
        var snapshot = new byte[state.Length + 1];
        snapshot[0] = Present;
        state.CopyTo(snapshot.AsMemory(1));
        grainState.ETag = await Append(stateName, grainId, grainState.ETag, snapshot).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var exists = await store.Read(IdOf(stateName, grainId)).ConfigureAwait(false) is not null;
        if (exists || grainState.ETag is not null)
        {
            grainState.ETag = await Append(stateName, grainId, grainState.ETag, new byte[] { Cleared })
                .ConfigureAwait(false);
        }

        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    private static JournalId IdOf(string stateName, GrainId grainId) => new($"state:{stateName}/{grainId}");

    private static string Etag(long version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<string> Append(string stateName, GrainId grainId, string? etag, ReadOnlyMemory<byte> snapshot)
    {
        if (!long.TryParse(etag ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw new InconsistentStateException($"'{etag}' is no tag of this storage.", storedEtag: null, etag);
        }

        try
        {
            var append = new JournalAppend(IdOf(stateName, grainId), version, 0, Written, snapshot, WakeUp.Keep);
            return Etag(await store.Append(append).ConfigureAwait(false));
        }
        catch (JournalConflictException e)
        {
            throw new InconsistentStateException(
                $"State '{stateName}' of {grainId} is at tag {e.Version}, not '{etag}'.", Etag(e.Version), etag, e);
        }
    }
}

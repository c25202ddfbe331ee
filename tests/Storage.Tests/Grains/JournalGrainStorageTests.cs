using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;
using ShopActors.Storage.InMemory;

namespace ShopActors.Storage.Tests.Grains;

/// <summary>The contract of grain storage: tags, missing and cleared states.</summary>
public sealed class JournalGrainStorageTests
{
    private static readonly GrainId Id = GrainId.Create("profile", "p1");

    private readonly JournalGrainStorage _storage = new(new MemoryJournalStore(), new JsonStorageSerializer());

    [Fact]
    public async Task Read_MissingState_IsNewWithoutTag()
    {
        var state = await Read();

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal("", state.State!.Name);
    }

    [Fact]
    public async Task Write_NewState_IsReadBack()
    {
        var state = await Read();
        state.State!.Name = "Ada";
        await _storage.WriteStateAsync("profile", Id, state);

        Assert.True(state.RecordExists);
        Assert.NotNull(state.ETag);
        var other = await Read();
        Assert.Equal("Ada", other.State!.Name);
        Assert.Equal((state.ETag, true), (other.ETag, other.RecordExists));
    }

    [Fact]
    public async Task Write_StaleTag_IsInconsistent()
    {
        var (first, second) = (await Read(), await Read());
        await _storage.WriteStateAsync("profile", Id, first);

        var e = await Assert.ThrowsAsync<InconsistentStateException>(
            () => _storage.WriteStateAsync("profile", Id, second));
        Assert.Equal(first.ETag, e.StoredEtag);
        Assert.Null(e.CurrentEtag);

        await _storage.WriteStateAsync("profile", Id, first);
        second.ETag = "not a tag of this storage";
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("profile", Id, second));
    }

    [Fact]
    public async Task Clear_WrittenState_LeavesATombstoneThatOutdatesEarlierTags()
    {
        var state = await Read();
        await _storage.WriteStateAsync("profile", Id, state);
        var stale = await Read();
        await _storage.ClearStateAsync("profile", Id, state);

        Assert.False(state.RecordExists);
        Assert.Equal("", state.State!.Name);
        var cleared = await Read();
        Assert.Equal((state.ETag, false), (cleared.ETag, cleared.RecordExists));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("profile", Id, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("profile", Id, stale));

        cleared.State!.Name = "again";
        await _storage.WriteStateAsync("profile", Id, cleared);
        Assert.Equal("again", (await Read()).State!.Name);
    }

    [Fact]
    public async Task Clear_MissingState_DoesNothing()
    {
        var state = await Read();
        await _storage.ClearStateAsync("profile", Id, state);

        Assert.Null(state.ETag);
        Assert.Null((await Read()).ETag);
    }

    [Fact]
    public async Task Write_SameIdOtherStateName_IsAnotherState()
    {
        var state = await Read();
        state.State!.Name = "Ada";
        await _storage.WriteStateAsync("profile", Id, state);

        var other = new GrainState<Profile>();
        await _storage.ReadStateAsync("settings", Id, other);
        Assert.False(other.RecordExists);
    }

    private async Task<IGrainState<Profile>> Read()
    {
        var state = new GrainState<Profile>();
        await _storage.ReadStateAsync("profile", Id, state);
        return state;
    }

    public sealed class Profile
    {
        public string Name { get; set; } = "";
    }

    private sealed class JsonStorageSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

        public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span)!;
    }
}

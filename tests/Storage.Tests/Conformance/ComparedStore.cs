using System.Text;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>A store and its model: each operation runs on both, and their answers must be the same.</summary>
internal sealed class ComparedStore(StoreFixture fixture)
{
    private readonly ModelStore _model = new();

    // Every owner that there ever was of a journal, the latest last.
    private readonly Dictionary<string, List<JournalOwner>> _owners = [];

    public static DateTimeOffset Start { get; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<string> Ids { get; } = ["a/1", "a/2", "b/1", "b/long-" + new string('x', 200), "c/ü"];

    public static IReadOnlyList<string> Lists { get; } = ["list-1", "list-2"];

    public async Task ActivateAsync(string id)
    {
        var content = await fixture.Store.ReadAsync(new(id));
        _model[id].AssertEqual(content);
        var owners = _owners.TryGetValue(id, out var all) ? all : _owners[id] = [];
        owners.Add(new(new(id), content.Version, content.Writer));
    }

    /// <summary>Appends as an owner that is so many before the latest, at a version that is off by the shift.</summary>
    public async Task AppendAsync(string id, int beforeLatest, int shift, Func<JournalOwner, JournalAppend> draw)
    {
        if (!_owners.ContainsKey(id)) await ActivateAsync(id);
        var owners = _owners[id];
        var owner = owners[^(1 + (beforeLatest % owners.Count))];
        var append = draw(owner);
        if (append is { Events.Count: 0, Snapshot.IsEmpty: true, WakeUp.IsKeep: true }) return;

        append = append with { ExpectedVersion = Math.Max(0, owner.Version + shift) };
        if (_model.TryAppend(append))
        {
            Assert.Equal(append.NewVersion, await fixture.Store.AppendAsync(append));
            owner.Take(append);
        }
        else
        {
            await Assert.ThrowsAsync<JournalConflictException>(async () => await fixture.Store.AppendAsync(append));
        }
    }

    public async Task DeleteExpiredAsync(DateTimeOffset now)
    {
        var expected = _model.DeleteExpired(now);
        var deleted = 0;
        for (long? position = 0; position is { } after;)
        {
            var sweep = await fixture.Store.DeleteExpiredAsync(now, after, max: 2, JournalShare.All);
            deleted += sweep.Deleted;
            position = sweep.Position;
        }

        Assert.Equal(expected, deleted);
    }

    public async Task ReopenAsync()
    {
        if (fixture.IsDurable) await fixture.Reopen();
    }

    public async Task AssertSameAsync()
    {
        foreach (var id in Ids) await AssertSameJournalAsync(id);
        await AssertSameListsAsync(prefix: "");
        await AssertSameDueAsync(Start.AddSeconds(120));
        await AssertSameOutboxAsync();
    }

    public async Task AssertSameOutboxAsync()
    {
        var outbox = await fixture.ReadOutboxAsync(_model.Outbox.Count);
        Assert.Equal(_model.Outbox, outbox.Select(e => Encoding.UTF8.GetString(e.Payload.Span)));
    }

    public async Task AssertSameJournalAsync(string id)
    {
        var position = fixture.Store.ReadPositionAsync(new(id)).AsTask();
        var content = await fixture.Store.ReadAsync(new(id));
        _model[id].AssertEqual(content);
        Assert.Equal(content.Position, await position);
    }

    public async Task AssertSameListsAsync(string prefix)
    {
        var listed = new List<string>();
        await foreach (var id in fixture.Store.ListAsync(prefix)) listed.Add(id.Value);

        Assert.Equal(_model.List(prefix), listed);
        foreach (var list in Lists) Assert.Equal(_model.ReadList(list), await ReadPagesAsync(list));
    }

    public async Task AssertSameDueAsync(DateTimeOffset now)
    {
        var due = await fixture.Store.ReadDueAsync(now, 100, JournalShare.All);
        Assert.Equal(_model.DueTimes(now), due.Select(d => d.WakeAt));
        Assert.All(due, d => Assert.Equal(_model[d.Id.Value].WakeAt, d.WakeAt));
        var shares = new List<DueJournal>();
        for (var index = 0; index < 3; index++)
        {
            shares.AddRange(await fixture.Store.ReadDueAsync(now, 100, new(index, 3)));
        }

        Assert.Equal(due.Select(d => d.Id).Order(), shares.Select(d => d.Id).Order());
    }

    private async Task<List<string>> ReadPagesAsync(string list)
    {
        var all = new List<string>();
        long? before = null;
        while (await fixture.Store.ReadListAsync(list, before, max: 2) is { Count: > 0 } page)
        {
            all.AddRange(page.Select(entry => entry.Id.Value));
            before = page[^1].Position;
        }

        return all;
    }
}

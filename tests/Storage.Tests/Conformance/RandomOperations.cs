using System.Text;
using System.Text.Json;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>
/// Runs random operations, wrong ones included, on a store and on the model and compares every answer.
/// </summary>
internal sealed class RandomOperations(StoreFixture fixture, Random random)
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Ids = ["a/1", "a/2", "b/1", "b/long-" + new string('x', 200), "c/ü"];
    private static readonly string[] Lists = ["list-1", "list-2"];

    private readonly ModelStore _model = new();

    // Every owner that there ever was of a journal; the latest are the likeliest to write.
    private readonly Dictionary<string, List<JournalOwner>> _owners = [];

    public async Task Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var id = Ids[random.Next(Ids.Length)];
            await (random.Next(24) switch
            {
                < 4 => Activate(id),
                < 16 => Append(id),
                < 17 => Read(id),
                < 19 => List(),
                < 20 => ReadDue(),
                < 22 => DeleteExpired(),
                _ => Reopen(),
            });
        }

        foreach (var id in Ids)
        {
            await Read(id);
        }

        await List();
        await ReadDue();
    }

    private async Task Activate(string id)
    {
        var content = await fixture.Store.ReadAsync(new(id));
        _model[id].AssertEqual(content);
        (_owners.TryGetValue(id, out var all) ? all : _owners[id] = [])
            .Add(new(new(id), content.Version, content.Writer));
    }

    private async Task Append(string id)
    {
        if (!_owners.TryGetValue(id, out var owners))
        {
            await Activate(id);
            owners = _owners[id];
        }

        var owner = random.Next(6) == 0 ? owners[random.Next(owners.Count)] : owners[^1];
        var append = Draw(owner);
        if (append is { Events.Count: 0, Snapshot.IsEmpty: true, WakeUp.IsKeep: true }) return;
        if (random.Next(10) == 0)
        {
            append = append with { ExpectedVersion = Math.Max(0, owner.Version + random.Next(-2, 3)) };
        }

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

    private JournalAppend Draw(JournalOwner owner)
    {
        var events = Enumerable.Range(0, random.Next(4)).Select(_ => RandomJson(300)).ToList();
        var snapshot = random.Next(5) == 0 ? RandomJson(500) : default;
        var wakeUp = random.Next(4) switch
        {
            0 => WakeUp.At(Start.AddSeconds(random.Next(100))),
            1 => WakeUp.None,
            _ => WakeUp.Keep,
        };
        return owner.Next(events, snapshot, wakeUp) with
        {
            ExpiresAt = random.Next(4) == 0 ? Start.AddSeconds(random.Next(100)) : null,
            List = random.Next(4) == 0 ? Lists[random.Next(Lists.Length)] : null,
        };
    }

    private async Task Read(string id) => _model[id].AssertEqual(await fixture.Store.ReadAsync(new(id)));

    private async Task List()
    {
        var prefix = random.Next(2) == 0 ? "" : Ids[random.Next(Ids.Length)][..random.Next(1, 3)];
        var listed = new List<string>();
        await foreach (var id in fixture.Store.ListAsync(prefix))
        {
            listed.Add(id.Value);
        }

        Assert.Equal(_model.List(prefix), listed);
        foreach (var list in Lists) Assert.Equal(_model.ReadList(list), await Pages(list));
    }

    private async Task<List<string>> Pages(string list)
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

    private async Task ReadDue()
    {
        var now = Start.AddSeconds(random.Next(120));
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

    private async Task DeleteExpired()
    {
        var now = Start.AddSeconds(random.Next(30));
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

    private async Task Reopen()
    {
        if (fixture.IsDurable) await fixture.Reopen();
    }

    private ReadOnlyMemory<byte> RandomJson(int max)
    {
        var bytes = new byte[random.Next(max)];
        random.NextBytes(bytes);
        return random.Next(3) switch
        {
            0 => JsonSerializer.SerializeToUtf8Bytes(bytes),
            1 => JsonSerializer.SerializeToUtf8Bytes(bytes.Select(b => new { b, text = $"{(char)b}]" })),
            _ => JsonSerializer.SerializeToUtf8Bytes(new { value = Encoding.Latin1.GetString(bytes), empty = "" }),
        };
    }
}

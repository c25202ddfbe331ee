namespace ShopActors.Storage.Tests.Conformance;

/// <summary>
/// Runs random operations, wrong ones included, on a store and on the model and compares every answer.
/// </summary>
internal sealed class RandomOperations(StoreFixture fixture, Random random)
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Ids = ["a/1", "a/2", "b/1", "b/long-" + new string('x', 200), "c/ü"];

    private readonly ModelStore _model = new();
    private readonly Dictionary<string, List<long>> _epochs = [];

    public async Task Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var id = Ids[random.Next(Ids.Length)];
            await (random.Next(20) switch
            {
                < 4 => Claim(id),
                < 15 => Append(id),
                < 16 => Read(id),
                < 17 => List(),
                < 18 => ReadDue(),
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

    private async Task Claim(string id)
    {
        var content = await fixture.Store.Claim(new(id));
        var model = _model[id];
        Assert.True(content.OwnerEpoch > model.Epoch, "A claim must raise the epoch.");
        model.Epoch = content.OwnerEpoch;
        model.AssertEqual(content);
        (_epochs.TryGetValue(id, out var all) ? all : _epochs[id] = []).Add(content.OwnerEpoch);
    }

    private async Task Append(string id)
    {
        var model = _model[id];
        var epoch = random.Next(8) == 0 && _epochs.TryGetValue(id, out var all)
            ? all[random.Next(all.Count)]
            : model.Epoch;
        var version = random.Next(8) == 0 ? Math.Max(0, model.Version + random.Next(-2, 3)) : model.Version;
        var events = Enumerable.Range(0, random.Next(4)).Select(_ => RandomBytes(300)).ToList();
        var snapshot = random.Next(5) == 0 ? RandomBytes(500) : default;
        var wakeUp = random.Next(4) switch
        {
            0 => WakeUp.At(Start.AddSeconds(random.Next(100))),
            1 => WakeUp.None,
            _ => WakeUp.Keep,
        };
        if (events.Count == 0 && snapshot.IsEmpty && wakeUp.IsKeep) return;

        var append = new JournalAppend(new(id), version, epoch, events, snapshot, wakeUp);
        if (epoch == model.Epoch && version == model.Version)
        {
            Assert.Equal(version + events.Count, await fixture.Store.Append(append));
            model.Append(append);
        }
        else
        {
            await Assert.ThrowsAsync<JournalConflictException>(async () => await fixture.Store.Append(append));
        }
    }

    private async Task Read(string id)
    {
        var content = await fixture.Store.Read(new(id));
        if (!_model[id].IsWritten)
        {
            Assert.Null(content);
            return;
        }

        Assert.NotNull(content);
        _model[id].AssertEqual(content);
    }

    private async Task List()
    {
        var prefix = random.Next(2) == 0 ? "" : Ids[random.Next(Ids.Length)][..random.Next(1, 3)];
        var listed = new List<string>();
        await foreach (var id in fixture.Store.List(prefix))
        {
            listed.Add(id.Value);
        }

        Assert.Equal(_model.List(prefix), listed);
    }

    private async Task ReadDue()
    {
        var now = Start.AddSeconds(random.Next(120));
        var due = await fixture.Store.ReadDue(now, 100);
        Assert.Equal(_model.DueTimes(now), due.Select(d => d.WakeAt));
        Assert.All(due, d => Assert.Equal(_model[d.Id.Value].WakeAt, d.WakeAt));
    }

    private async Task Reopen()
    {
        if (!fixture.IsDurable) return;

        await fixture.Reopen();
        foreach (var id in Ids)
        {
            // Claims end with the process that made them; a journal that was ever claimed must be claimed again.
            if (_model[id].Epoch != 0)
            {
                await Claim(id);
            }
        }
    }

    private ReadOnlyMemory<byte> RandomBytes(int max)
    {
        var bytes = new byte[random.Next(1, max)];
        random.NextBytes(bytes);
        return bytes;
    }
}

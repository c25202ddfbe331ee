using System.Text;
using System.Text.Json;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>What every backend must do. Each backend derives one class and says how to create it.</summary>
public abstract class JournalStoreConformance
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    protected abstract ValueTask<StoreFixture> Create();

    /// <summary>How many random sequences the model test runs; fewer where a store is slow.</summary>
    protected virtual int Sequences => 200;

    private static IEnumerable<string> Texts(JournalContent content) =>
        content.Events.Select(JournalOwner.TextOf);

    [ConformanceFact]
    public async Task Read_UnknownJournal_IsEmpty()
    {
        await using var fixture = await Create();
        var content = await fixture.Store.ReadAsync(new("a/1"));

        Assert.False(content.Exists);
        Assert.Equal((0, 0), (content.Version, content.Writer));
        Assert.Equal(content.Position, await fixture.Store.ReadPositionAsync(new("a/1")));
        Assert.True(content.Snapshot.IsEmpty);
        Assert.Empty(content.Events);
        Assert.Null(content.WakeAt);
    }

    [ConformanceFact]
    public async Task Append_Events_AreReadInOrder()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);

        Assert.Equal(2, await owner.AppendAsync(fixture.Store, owner.Next("one", "two")));
        Assert.Equal(3, await owner.AppendAsync(fixture.Store, owner.Next("three")));

        var content = await fixture.Store.ReadAsync(owner.Id);
        Assert.True(content.Exists);
        Assert.Equal(["one", "two", "three"], Texts(content));
        Assert.Equal((3, owner.LastWriter), (content.Version, content.Writer));
    }

    [ConformanceFact]
    public async Task Append_EventsOfAnyShape_AreKeptByteForByte()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        string[] events = ["{\"a\":[1,{\"b\":\"],\\\"\"}]}", "[]", "{}", "\"\"", "1", "null", "\"ü\\u0000\""];
        await owner.AppendAsync(
            fixture.Store, owner.Next([.. events.Select(e => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(e))]));

        Assert.Equal(
            events, (await fixture.Store.ReadAsync(owner.Id)).Events.Select(e => Encoding.UTF8.GetString(e.Span)));
    }

    [ConformanceFact]
    public async Task ReadPosition_AmongManyReads_IsThatOfTheContent()
    {
        await using var fixture = await Create();
        var owners = Enumerable.Range(1, 4).Select(i => new JournalOwner(new($"a/{i}"), 0, 0)).ToList();
        foreach (var owner in owners) await owner.AppendAsync(fixture.Store, owner.Next("one", owner.Id.Value));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var owner = owners[i % owners.Count];
            var position = fixture.Store.ReadPositionAsync(owner.Id).AsTask();
            var content = await fixture.Store.ReadAsync(owner.Id);
            Assert.Equal(["one", owner.Id.Value], Texts(content));
            Assert.Equal(new JournalPosition(2, owner.LastWriter), await position);
        }));
    }

    [ConformanceFact]
    public async Task Append_SameAppendTwice_IsRefusedTheSecondTime()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        var append = owner.Next("one");
        await fixture.Store.AppendAsync(append);

        var e = await Assert.ThrowsAsync<JournalConflictException>(async () => await fixture.Store.AppendAsync(append));

        Assert.Equal(("a/1", 0), (e.JournalId, e.ExpectedVersion));
        Assert.Equal(["one"], Texts(await fixture.Store.ReadAsync(owner.Id)));
    }

    [ConformanceFact]
    public async Task Append_TwoThatReadTheSame_OneBecomesTheWriter()
    {
        await using var fixture = await Create();
        var first = new JournalOwner(new("a/1"), 0, 0);
        await first.AppendAsync(fixture.Store, first.Next("one"));
        var second = await JournalOwner.ReadAsync(fixture.Store, first.Id);
        var third = await JournalOwner.ReadAsync(fixture.Store, first.Id);

        await second.AppendAsync(fixture.Store, second.Next("two"));
        await AssertConflict(fixture.Store, third.Next("three"));
        await second.AppendAsync(fixture.Store, second.Next("four"));

        Assert.Equal(["one", "two", "four"], Texts(await fixture.Store.ReadAsync(first.Id)));
    }

    [ConformanceFact]
    public async Task Append_OlderWriterAtTheRightVersion_ConflictsHoweverLate()
    {
        await using var fixture = await Create();
        var zombie = new JournalOwner(new("a/1"), 0, 0);
        await zombie.AppendAsync(fixture.Store, zombie.Next("one"));

        // The zombie has handed over its second event, but it comes late, behind another writer's second one.
        var second = zombie.Take(zombie.Next("lost"));
        var third = zombie.Next("late");
        var owner = await JournalOwner.ReadAsync(fixture.Store, zombie.Id);
        await owner.AppendAsync(fixture.Store, owner.Next("two"));

        await AssertConflict(fixture.Store, second);
        await AssertConflict(fixture.Store, third);
        Assert.Equal(["one", "two"], Texts(await fixture.Store.ReadAsync(owner.Id)));
    }

    [ConformanceFact]
    public async Task Append_WakeUpAlone_ChangesTheWriter()
    {
        await using var fixture = await Create();
        var zombie = new JournalOwner(new("a/1"), 0, 0);
        await zombie.AppendAsync(fixture.Store, zombie.Next("one"));
        var owner = await JournalOwner.ReadAsync(fixture.Store, zombie.Id);
        await owner.AppendAsync(fixture.Store, owner.Next([], wakeUp: WakeUp.At(Noon)));

        await AssertConflict(fixture.Store, zombie.Next("zombie"));
        await owner.AppendAsync(fixture.Store, owner.Next("two"));
        Assert.Equal(["one", "two"], Texts(await fixture.Store.ReadAsync(owner.Id)));
    }

    [ConformanceFact]
    public async Task Append_AfterReopening_GoesOnAndConflictsAsBefore()
    {
        await using var fixture = await Create();
        if (!fixture.IsDurable) return;

        var first = new JournalOwner(new("a/1"), 0, 0);
        await first.AppendAsync(fixture.Store, first.Next("one"));
        await fixture.Reopen();
        var second = await JournalOwner.ReadAsync(fixture.Store, first.Id);
        await second.AppendAsync(fixture.Store, second.Next("two"));
        await fixture.Reopen();

        await AssertConflict(fixture.Store, first.Next("zombie"));
        Assert.Equal(["one", "two"], Texts(await fixture.Store.ReadAsync(first.Id)));
    }

    [ConformanceFact]
    public async Task Append_Snapshot_ReplacesWhatCameBefore()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        await owner.AppendAsync(fixture.Store, owner.Next("one"));
        await owner.AppendAsync(fixture.Store, owner.Next("two") with { Snapshot = "{\"s\":2}"u8.ToArray() });
        await owner.AppendAsync(fixture.Store, owner.Next("three"));

        var content = await fixture.Store.ReadAsync(owner.Id);
        Assert.Equal((3, 2), (content.Version, content.SnapshotVersion));
        Assert.Equal("{\"s\":2}", Encoding.UTF8.GetString(content.Snapshot.Span));
        Assert.Equal(["three"], Texts(content));
    }

    [ConformanceFact]
    public async Task Append_Nothing_IsACallersBug()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        await Assert.ThrowsAsync<ArgumentException>(async () => await fixture.Store.AppendAsync(owner.Next([])));
    }

    [ConformanceFact]
    public async Task DeleteExpired_JournalInUse_ItsOwnerIsRefused()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("cart/1"), 0, 0);
        await owner.AppendAsync(fixture.Store, owner.Next("one") with { ExpiresAt = Noon });
        var kept = new JournalOwner(new("cart/2"), 0, 0);
        await kept.AppendAsync(fixture.Store, kept.Next("one") with { ExpiresAt = Noon });
        await kept.AppendAsync(fixture.Store, kept.Next("two") with { ExpiresAt = Noon.AddDays(30) });

        Assert.Equal(0, (await fixture.Store.DeleteExpiredAsync(Noon.AddSeconds(-1), 0, 10, JournalShare.All)).Deleted);
        Assert.Equal(new JournalSweep(null, 1), await fixture.Store.DeleteExpiredAsync(Noon, 0, 10, JournalShare.All));

        Assert.False((await fixture.Store.ReadAsync(owner.Id)).Exists);
        await AssertConflict(fixture.Store, owner.Next("two"));
        var next = await JournalOwner.ReadAsync(fixture.Store, owner.Id);
        await next.AppendAsync(fixture.Store, next.Next("anew"));
        await AssertConflict(fixture.Store, owner.Next("three"));
        Assert.Equal(["anew"], Texts(await fixture.Store.ReadAsync(owner.Id)));
        Assert.Equal(["one", "two"], Texts(await fixture.Store.ReadAsync(kept.Id)));
    }

    [ConformanceFact]
    public async Task ReadDue_WakeUps_FollowTheAppends()
    {
        await using var fixture = await Create();
        var store = fixture.Store;
        var (early, late) = (new JournalId("a/early"), new JournalId("a/late"));
        var (e, l) = (new JournalOwner(early, 0, 0), new JournalOwner(late, 0, 0));
        await l.AppendAsync(store, l.Next("x") with { WakeUp = WakeUp.At(Noon.AddMinutes(2)) });
        await e.AppendAsync(store, e.Next("x") with { WakeUp = WakeUp.At(Noon.AddMinutes(1)) });

        Assert.Empty(await Due(Noon));
        Assert.Equal(
            [new DueJournal(early, Noon.AddMinutes(1))],
            await store.ReadDueAsync(Noon.AddMinutes(1), 10, JournalShare.All));
        Assert.Equal([early, late], await Due(Noon.AddHours(1)));
        Assert.Equal([early], await Due(Noon.AddHours(1), max: 1));

        await e.AppendAsync(store, e.Next("keeps it"));
        Assert.Equal([early], await Due(Noon.AddMinutes(1)));
        await e.AppendAsync(store, e.Next([], wakeUp: WakeUp.None));
        Assert.Equal([late], await Due(Noon.AddHours(1)));
        await l.AppendAsync(store, l.Next([], wakeUp: WakeUp.At(Noon.AddHours(3))));
        Assert.Empty(await Due(Noon.AddHours(1)));
        Assert.Equal(Noon.AddHours(3), (await store.ReadAsync(late)).WakeAt);

        async Task<IEnumerable<JournalId>> Due(DateTimeOffset now, int max = 10) =>
            (await store.ReadDueAsync(now, max, JournalShare.All)).Select(due => due.Id);
    }

    [ConformanceFact]
    public async Task List_Prefix_IsInOrdinalOrder()
    {
        await using var fixture = await Create();
        foreach (var id in new[] { "b/1", "a/2", "a/B", "a/a", "a/10", "ab/1", "a/ü", "a/" })
        {
            var owner = new JournalOwner(new(id), 0, 0);
            await owner.AppendAsync(fixture.Store, owner.Next("x"));
        }

        await fixture.Store.ReadAsync(new("a/read-only"));
        Assert.Equal(["a/", "a/10", "a/2", "a/B", "a/a", "a/ü"], await ListAsync(default));
        Assert.Equal(["a/a", "a/ü"], await ListAsync(new("a/B")));
        Assert.Equal(["a/2", "a/B", "a/a", "a/ü"], await ListAsync(new("a/11")));
        Assert.Empty(await ListAsync(new("b/1")));

        async Task<List<string>> ListAsync(JournalId after)
        {
            var listed = new List<string>();
            await foreach (var id in fixture.Store.ListAsync("a/", after)) listed.Add(id.Value);
            return listed;
        }
    }

    [ConformanceFact]
    public async Task ReadList_ManyEntries_AreReadInPagesTheLatestFirst()
    {
        await using var fixture = await Create();
        for (var i = 0; i < 7; i++)
        {
            var owner = new JournalOwner(new($"order/{i}"), 0, 0);
            await owner.AppendAsync(fixture.Store, owner.Next("x") with { List = i % 2 == 0 ? "even" : "odd" });
        }

        var first = await fixture.Store.ReadListAsync("even", null, 3);
        var second = await fixture.Store.ReadListAsync("even", first[^1].Position, 3);

        Assert.Equal(["order/6", "order/4", "order/2"], first.Select(entry => entry.Id.Value));
        Assert.Equal(["order/0"], second.Select(entry => entry.Id.Value));
        Assert.Empty(await fixture.Store.ReadListAsync("none", null, 3));
    }

    [ConformanceFact]
    public async Task ReadLists_OfAPrefix_HasAllTheirJournalsTheLatestFirst()
    {
        await using var fixture = await Create();
        string?[] lists = ["order/a", "order/b", "orders", "order/a", null, "orde", "order/z"];
        for (var i = 0; i < lists.Length; i++)
        {
            var owner = new JournalOwner(new($"j/{i}"), 0, 0);
            await owner.AppendAsync(fixture.Store, owner.Next("x") with { List = lists[i] });
        }

        var first = await fixture.Store.ReadListsAsync("order/", null, 3);
        var second = await fixture.Store.ReadListsAsync("order/", first[^1].Position, 3);

        Assert.Equal(["j/6", "j/3", "j/1"], first.Select(entry => entry.Id.Value));
        Assert.Equal(["j/0"], second.Select(entry => entry.Id.Value));
    }

    [ConformanceFact]
    public async Task Append_AnotherList_MovesTheJournal()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("order/1"), 0, 0);
        await owner.AppendAsync(fixture.Store, owner.Next("x") with { List = "guest" });
        await owner.AppendAsync(fixture.Store, owner.Next("y"));
        await owner.AppendAsync(fixture.Store, owner.Next("z") with { List = "customer" });

        Assert.Empty(await fixture.Store.ReadListAsync("guest", null, 3));
        Assert.Equal(["order/1"], (await fixture.Store.ReadListAsync("customer", null, 3)).Select(l => l.Id.Value));
    }

    [ConformanceFact]
    public async Task Append_ManyWriters_EachJournalIsComplete()
    {
        await using var fixture = await Create();
        const int Appends = 50;
        var ids = Enumerable.Range(0, 32).Select(i => new JournalId($"a/{i}")).ToArray();
        await Task.WhenAll(ids.Select(async id =>
        {
            var owner = new JournalOwner(id, 0, 0);
            for (var i = 0; i < Appends; i++) await owner.AppendAsync(fixture.Store, owner.Next($"{id}-{i}"));
        }));

        await fixture.Reopen();
        if (!fixture.IsDurable) return;

        foreach (var id in ids)
        {
            Assert.Equal(
                Enumerable.Range(0, Appends).Select(i => $"{id}-{i}"), Texts(await fixture.Store.ReadAsync(id)));
        }
    }

    [ConformanceFact]
    public async Task Append_OneOwnerPipelines_IsAppliedInOrder()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        var appends = Enumerable.Range(0, 100)
            .Select(i => fixture.Store.AppendAsync(owner.Take(owner.Next($"{i}"))).AsTask())
            .ToArray();

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), await Task.WhenAll(appends));
        Assert.Equal(100, (await fixture.Store.ReadAsync(owner.Id)).Events.Count);
    }

    [ConformanceFact]
    public async Task Outbox_Events_AreReadInOrderFromAnyPosition()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        var start = await fixture.Store.ReadOutboxEndAsync();
        var growth = fixture.Store.OutboxGrowth;
        await owner.AppendAsync(
            fixture.Store, owner.Next("1") with { Outgoing = [Utf8("1"), Utf8("[2]")], Sequence = 2 });
        await growth;
        await AssertConflict(fixture.Store, owner.Next("x") with { ExpectedVersion = 7, Outgoing = [Utf8("\"no\"")] });
        await owner.AppendAsync(fixture.Store, owner.Next("2") with { Outgoing = [Utf8("{\"n\":3}")], Sequence = 3 });
        await owner.AppendAsync(fixture.Store, owner.Next("3") with { Sequence = 3 });

        var events = await fixture.ReadOutboxAsync(3);
        Assert.Equal(["1", "[2]", "{\"n\":3}"], events.Select(TextOf));
        Assert.Equal(events.Select(e => e.Position).Order().Distinct(), events.Select(e => e.Position));
        Assert.True(start < events[0].Position);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(events[(i + 1)..], await ReadAsync(events[i].Position, 10), SameEvent);
            Assert.Equal([events[i]], await ReadAsync(events[i].Position - 1, 1), SameEvent);
        }

        Assert.Equal(3, (await fixture.Store.ReadAsync(owner.Id)).Sequence);

        async Task<List<OutboxEvent>> ReadAsync(long after, int max) =>
            [.. await fixture.Store.ReadOutboxAsync(after, max)];
    }

    [ConformanceFact]
    public async Task Outbox_Trimmed_KeepsTheLatestAndGoesOnBehindIt()
    {
        await using var fixture = await Create();
        var owner = new JournalOwner(new("a/1"), 0, 0);
        for (var i = 1; i <= 4; i++)
        {
            await owner.AppendAsync(fixture.Store, owner.Next("x") with { Outgoing = [Utf8($"{i}")], Sequence = i });
        }

        var events = await fixture.ReadOutboxAsync(4);
        Assert.Equal(0, await fixture.Store.TrimOutboxAsync(long.MaxValue, DateTimeOffset.UnixEpoch, 10));
        Assert.Equal(2, await fixture.Store.TrimOutboxAsync(events[1].Position, DateTimeOffset.MaxValue, 10));
        Assert.Equal(1, await fixture.Store.TrimOutboxAsync(long.MaxValue, DateTimeOffset.MaxValue, 10));
        Assert.Equal(0, await fixture.Store.TrimOutboxAsync(long.MaxValue, DateTimeOffset.MaxValue, 10));
        if (fixture.IsDurable) await fixture.Reopen();
        owner = await JournalOwner.ReadAsync(fixture.Store, owner.Id);
        await owner.AppendAsync(fixture.Store, owner.Next("x") with { Outgoing = [Utf8("5")], Sequence = 5 });

        var rest = await fixture.ReadOutboxAsync(2);
        Assert.Equal(["4", "5"], rest.Select(TextOf));
        Assert.Equal(events[3].Position, rest[0].Position);
        Assert.True(rest[1].Position > rest[0].Position);
    }

    [ConformanceFact]
    public async Task Outbox_ReadWhileManyWrite_SkipsNothing()
    {
        await using var fixture = await Create();
        const int Journals = 16;
        const int Appends = 40;
        var writers = Task.WhenAll(Enumerable.Range(0, Journals).Select(async journal =>
        {
            var owner = new JournalOwner(new($"a/{journal}"), 0, 0);
            for (var i = 1; i <= Appends; i++)
            {
                var e = Utf8($"[{journal},{i}]");
                await owner.AppendAsync(fixture.Store, owner.Next("x") with { Outgoing = [e], Sequence = i });
            }
        }));
        var read = new List<OutboxEvent>();
        while (read.Count < Journals * Appends)
        {
            var growth = fixture.Store.OutboxGrowth;
            var page = await fixture.Store.ReadOutboxAsync(read.Count == 0 ? 0 : read[^1].Position, 7);
            read.AddRange(page);
            if (page.Count == 0 && !writers.IsCompleted) await growth;
        }

        await writers;
        var byJournal = read.Select(e => JsonSerializer.Deserialize<int[]>(e.Payload.Span)!)
            .ToLookup(e => e[0], e => e[1]);
        Assert.All(byJournal, journal => Assert.Equal(Enumerable.Range(1, Appends), journal));
    }

    [ConformanceFact]
    public Task Store_RandomOperations_BehavesAsTheModel() =>
        StoreOperation.Sequences.SampleRepeatablyAsync(Sequences, async operations =>
        {
            await using var fixture = await Create();
            var store = new ComparedStore(fixture);
            foreach (var operation in operations) await operation.Run(store);
            await store.AssertSameAsync();
        });

    private static ReadOnlyMemory<byte> Utf8(string json) => Encoding.UTF8.GetBytes(json);

    private static string TextOf(OutboxEvent e) => Encoding.UTF8.GetString(e.Payload.Span);

    private static bool SameEvent(OutboxEvent a, OutboxEvent b) =>
        a.Position == b.Position && a.Payload.Span.SequenceEqual(b.Payload.Span);

    private static async Task AssertConflict(IJournalStore store, JournalAppend append) =>
        await Assert.ThrowsAsync<JournalConflictException>(async () => await store.AppendAsync(append));
}

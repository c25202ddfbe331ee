using System.Text;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>What every backend must do. Each backend derives one class and says how to create it.</summary>
public abstract class JournalStoreConformance
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    protected abstract ValueTask<StoreFixture> Create();

    /// <summary>How many random sequences the model test runs; fewer where a store is slow.</summary>
    protected virtual int Sequences => 200;

    private protected static JournalAppend Append(JournalId id, JournalContent at, params string[] events) =>
        new(id, at.Version, at.OwnerEpoch, [.. events.Select(Bytes)], default, WakeUp.Keep);

    private protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static IEnumerable<string> Texts(JournalContent content) =>
        content.Events.Select(e => Encoding.UTF8.GetString(e.Span));

    [ConformanceFact]
    public async Task Claim_UnknownJournal_IsEmptyAtVersionZero()
    {
        await using var fixture = await Create();
        var content = await fixture.Store.Claim(new("a/1"));

        Assert.Equal(0, content.Version);
        Assert.True(content.OwnerEpoch > 0);
        Assert.True(content.Snapshot.IsEmpty);
        Assert.Empty(content.Events);
        Assert.Null(content.WakeAt);
        Assert.Null(await fixture.Store.Read(new("a/1")));
    }

    [ConformanceFact]
    public async Task Append_Events_AreReadInOrder()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        var claim = await fixture.Store.Claim(id);

        Assert.Equal(2, await fixture.Store.Append(Append(id, claim, "one", "two")));
        Assert.Equal(3, await fixture.Store.Append(Append(id, claim with { Version = 2 }, "three")));

        var content = (await fixture.Store.Read(id))!;
        Assert.Equal(["one", "two", "three"], Texts(content));
        Assert.Equal(3, content.Version);
        Assert.Equal(claim.OwnerEpoch, content.OwnerEpoch);
    }

    [ConformanceFact]
    public async Task Append_EmptyEvent_IsKept()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        await fixture.Store.Append(Append(id, await fixture.Store.Claim(id), "", "x", ""));

        Assert.Equal(["", "x", ""], Texts((await fixture.Store.Read(id))!));
    }

    [ConformanceFact]
    public async Task Append_StaleVersion_ConflictsAndChangesNothing()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        var claim = await fixture.Store.Claim(id);
        await fixture.Store.Append(Append(id, claim, "one"));

        var e = await Assert.ThrowsAsync<JournalConflictException>(
            async () => await fixture.Store.Append(Append(id, claim, "again")));

        Assert.Equal((0, 1), (e.ExpectedVersion, e.Version));
        Assert.Equal(["one"], Texts((await fixture.Store.Read(id))!));
    }

    [ConformanceFact]
    public async Task Append_OlderOwner_ConflictsHoweverLate()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        var first = await fixture.Store.Claim(id);
        var second = await fixture.Store.Claim(id);
        Assert.True(second.OwnerEpoch > first.OwnerEpoch);

        await Assert.ThrowsAsync<JournalConflictException>(
            async () => await fixture.Store.Append(Append(id, first, "zombie")));
        await fixture.Store.Append(Append(id, second, "owner"));
        await Assert.ThrowsAsync<JournalConflictException>(
            async () => await fixture.Store.Append(Append(id, first with { Version = 1 }, "zombie")));

        Assert.Equal(["owner"], Texts((await fixture.Store.Read(id))!));
    }

    [ConformanceFact]
    public async Task Append_OwnerFromBeforeReopening_Conflicts()
    {
        await using var fixture = await Create();
        if (!fixture.IsDurable) return;

        var id = new JournalId("a/1");
        var first = await fixture.Store.Claim(id);
        await fixture.Store.Append(Append(id, first, "one"));
        var second = await fixture.Store.Claim(id);
        await fixture.Reopen();
        var third = await fixture.Store.Claim(id);

        Assert.True(third.OwnerEpoch > second.OwnerEpoch);
        foreach (var stale in new[] { first, second })
        {
            await Assert.ThrowsAsync<JournalConflictException>(
                async () => await fixture.Store.Append(Append(id, stale with { Version = 1 }, "zombie")));
        }

        await fixture.Store.Append(Append(id, third, "two"));
    }

    [ConformanceFact]
    public async Task Append_NeverClaimedJournal_ComparesVersionsAlone()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        JournalAppend At(long version) => new(id, version, 0, [Bytes("e")], default, WakeUp.Keep);

        Assert.Equal(1, await fixture.Store.Append(At(0)));
        await Assert.ThrowsAsync<JournalConflictException>(async () => await fixture.Store.Append(At(0)));
        await fixture.Reopen();
        if (fixture.IsDurable)
        {
            Assert.Equal(2, await fixture.Store.Append(At(1)));
        }
    }

    [ConformanceFact]
    public async Task Append_Snapshot_ReplacesWhatCameBefore()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        var claim = await fixture.Store.Claim(id);
        await fixture.Store.Append(Append(id, claim, "one"));
        await fixture.Store.Append(Append(id, claim with { Version = 1 }, "two") with { Snapshot = Bytes("s2") });
        await fixture.Store.Append(Append(id, claim with { Version = 2 }, "three"));

        var content = (await fixture.Store.Read(id))!;
        Assert.Equal((3, 2), (content.Version, content.SnapshotVersion));
        Assert.Equal("s2", Encoding.UTF8.GetString(content.Snapshot.Span));
        Assert.Equal(["three"], Texts(content));
    }

    [ConformanceFact]
    public async Task Append_Nothing_IsACallersBug()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        var claim = await fixture.Store.Claim(id);
        await Assert.ThrowsAsync<ArgumentException>(async () => await fixture.Store.Append(Append(id, claim)));
    }

    [ConformanceFact]
    public async Task ReadDue_WakeUps_FollowTheAppends()
    {
        await using var fixture = await Create();
        var store = fixture.Store;
        var (early, late) = (new JournalId("a/early"), new JournalId("a/late"));
        var (e, l) = (await store.Claim(early), await store.Claim(late));
        await store.Append(Append(late, l, "x") with { WakeUp = WakeUp.At(Noon.AddMinutes(2)) });
        await store.Append(Append(early, e, "x") with { WakeUp = WakeUp.At(Noon.AddMinutes(1)) });

        Assert.Empty(await store.ReadDue(Noon, 10));
        Assert.Equal([new DueJournal(early, Noon.AddMinutes(1))], await store.ReadDue(Noon.AddMinutes(1), 10));
        Assert.Equal([early, late], (await store.ReadDue(Noon.AddHours(1), 10)).Select(d => d.Id));
        Assert.Equal([early], (await store.ReadDue(Noon.AddHours(1), 1)).Select(d => d.Id));

        await store.Append(Append(early, e with { Version = 1 }, "keeps it"));
        Assert.Equal([early], (await store.ReadDue(Noon.AddMinutes(1), 10)).Select(d => d.Id));
        await store.Append(Append(early, e with { Version = 2 }) with { WakeUp = WakeUp.None });
        Assert.Equal([late], (await store.ReadDue(Noon.AddHours(1), 10)).Select(d => d.Id));
        await store.Append(Append(late, l with { Version = 1 }) with { WakeUp = WakeUp.At(Noon.AddHours(3)) });
        Assert.Empty(await store.ReadDue(Noon.AddHours(1), 10));
        Assert.Equal(Noon.AddHours(3), (await store.Read(late))!.WakeAt);
    }

    [ConformanceFact]
    public async Task List_Prefix_IsInOrdinalOrder()
    {
        await using var fixture = await Create();
        foreach (var id in new[] { "b/1", "a/2", "a/B", "a/a", "a/10", "ab/1", "a/ü" })
        {
            await fixture.Store.Append(Append(new(id), await fixture.Store.Claim(new(id)), "x"));
        }

        await fixture.Store.Claim(new("a/claimed-only"));
        var listed = new List<string>();
        await foreach (var id in fixture.Store.List("a/"))
        {
            listed.Add(id.Value);
        }

        Assert.Equal(["a/10", "a/2", "a/B", "a/a", "a/ü"], listed);
    }

    [ConformanceFact]
    public async Task Append_ManyWriters_EachJournalIsComplete()
    {
        await using var fixture = await Create();
        const int Appends = 50;
        var ids = Enumerable.Range(0, 32).Select(i => new JournalId($"a/{i}")).ToArray();
        await Task.WhenAll(ids.Select(async id =>
        {
            var claim = await fixture.Store.Claim(id);
            for (var i = 0; i < Appends; i++)
            {
                await fixture.Store.Append(Append(id, claim with { Version = i }, $"{id}-{i}"));
            }
        }));

        await fixture.Reopen();
        if (!fixture.IsDurable) return;

        foreach (var id in ids)
        {
            var content = (await fixture.Store.Read(id))!;
            Assert.Equal(Enumerable.Range(0, Appends).Select(i => $"{id}-{i}"), Texts(content));
        }
    }

    [ConformanceFact]
    public async Task Append_OneOwnerPipelines_IsAppliedInOrder()
    {
        await using var fixture = await Create();
        var id = new JournalId("a/1");
        var claim = await fixture.Store.Claim(id);
        var appends = Enumerable.Range(0, 100)
            .Select(i => fixture.Store.Append(Append(id, claim with { Version = i }, $"{i}")).AsTask())
            .ToArray();

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), await Task.WhenAll(appends));
        Assert.Equal(100, (await fixture.Store.Read(id))!.Events.Count);
    }

    [ConformanceFact]
    public async Task Store_RandomOperations_BehavesAsTheModel()
    {
        var baseSeed = Environment.GetEnvironmentVariable("STORAGE_SEED") is { } text ? int.Parse(text, null) : 20260101;
        for (var i = 0; i < Sequences; i++)
        {
            await using var fixture = await Create();
            try
            {
                await new RandomOperations(fixture, new Random(baseSeed + i)).Run(steps: 40);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {baseSeed + i} (set STORAGE_SEED to repeat): {e.Message}", e);
            }
        }
    }
}

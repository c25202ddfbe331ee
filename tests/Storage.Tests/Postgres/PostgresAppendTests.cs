using ShopActors.Storage.Postgres;
using static ShopActors.Storage.Tests.Postgres.PostgresStores;

namespace ShopActors.Storage.Tests.Postgres;

/// <summary>What the statements do to the tables, and what a batch means for the appends in it.</summary>
public sealed class PostgresAppendTests(PostgresServerFixture server) : IClassFixture<PostgresServerFixture>
{
    private static readonly JournalId Id = new("a/1");
    private static readonly DateTimeOffset Noon = new(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [PostgresFact]
    public async Task Append_FirstLaterAndOtherWriters_AreFenced()
    {
        await using var store = Create(await server.CreateDatabaseAsync());
        Assert.Same(JournalContent.Empty, await store.ReadAsync(Id));

        Assert.Equal(2, await store.AppendAsync(First(Id, JournalContent.Empty, 7, "one", "two")));
        Assert.Equal(JournalStoreFailure.Conflict, await FailureAsync(
            async () => await store.AppendAsync(First(Id, JournalContent.Empty, 8, "again"))));
        Assert.Equal(3, await store.AppendAsync(Next(Id, 2, 7, "three")));
        Assert.Equal(JournalStoreFailure.Conflict, await FailureAsync(
            async () => await store.AppendAsync(Next(Id, 2, 7, "stale"))));

        Assert.Equal(4, await store.AppendAsync(First(Id, await store.ReadAsync(Id), 9, "four")));
        Assert.Equal(JournalStoreFailure.Conflict, await FailureAsync(
            async () => await store.AppendAsync(Next(Id, 4, 7, "zombie"))));
        Assert.Equal(JournalStoreFailure.Conflict, await FailureAsync(
            async () => await store.AppendAsync(Next(new("a/none"), 4, 7, "no such journal"))));

        var content = await store.ReadAsync(Id);
        Assert.Equal((4, 9, 0), (content.Version, content.Writer, content.SnapshotVersion));
        Assert.Equal(["one", "two", "three", "four"], content.Texts());
        Assert.Same(JournalContent.Empty, await store.ReadAsync(new("a/none")));
    }

    [PostgresFact]
    public async Task Append_Snapshot_ReplacesAllBefore()
    {
        await using var store = Create(await server.CreateDatabaseAsync());
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "one", "") with { Snapshot = Bytes("s2") });
        await store.AppendAsync(Next(Id, 2, 7, "three"));
        await store.AppendAsync(Next(Id, 3, 7, "four") with { Snapshot = Bytes("s4") });
        await store.AppendAsync(Next(Id, 4, 7, "", "six"));

        var content = await store.ReadAsync(Id);
        Assert.Equal((6, 4), (content.Version, content.SnapshotVersion));
        Assert.Equal("s4"u8.ToArray(), content.Snapshot.ToArray());
        Assert.Equal(["", "six"], content.Texts());
    }

    [PostgresFact]
    public async Task Append_OneJournalManyTimesAtOnce_KeepsTheOrder()
    {
        await using var store = Create(await server.CreateDatabaseAsync(), batchMax: 8);
        var first = store.AppendAsync(First(Id, JournalContent.Empty, 7, "0")).AsTask();
        var appends = Enumerable.Range(1, 99).Select(i => store.AppendAsync(Next(Id, i, 7, $"{i}")).AsTask());

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), await Task.WhenAll([first, .. appends]));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), (await store.ReadAsync(Id)).Texts());
    }

    [PostgresFact]
    public async Task Append_ManyJournalsAtOnce_EachIsComplete()
    {
        await using var store = Create(await server.CreateDatabaseAsync(), batchMax: 50);
        var ids = Enumerable.Range(0, 120).Select(i => new JournalId($"a/{i}")).ToArray();
        await Task.WhenAll(ids.Select(async id =>
        {
            await store.AppendAsync(First(id, JournalContent.Empty, 7, $"{id}-0"));
            for (var i = 1; i < 10; i++)
            {
                var append = Next(id, i, 7, $"{id}-{i}");
                await store.AppendAsync(i == 5 ? append with { Snapshot = Bytes($"{id}") } : append);
            }
        }));

        var contents = await Task.WhenAll(ids.Select(id => store.ReadAsync(id).AsTask()));
        Assert.All(contents.Zip(ids), static pair =>
        {
            Assert.Equal((10, 6), (pair.First.Version, pair.First.SnapshotVersion));
            Assert.Equal(Bytes(pair.Second.Value).ToArray(), pair.First.Snapshot.ToArray());
            Assert.Equal(Enumerable.Range(6, 4).Select(i => $"{pair.Second}-{i}"), pair.First.Texts());
        });
    }

    [PostgresFact]
    public async Task Append_OneOfABatchIsRefused_TheOthersAreWritten()
    {
        await using var store = Create(await server.CreateDatabaseAsync());
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "one"));
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var append = i % 2 == 0 ? Next(Id, 5, 7, "x") : First(new($"b/{i}"), JournalContent.Empty, 7, "x");
            try
            {
                return await store.AppendAsync(append) == 1;
            }
            catch (JournalConflictException)
            {
                return false;
            }
        }));

        Assert.Equal(Enumerable.Range(0, 50).Select(i => i % 2 == 1), results);
    }

    [PostgresFact]
    public async Task Append_OneOfABatchMeetsDamage_TheOthersAreWritten()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "one"));

        // An event beyond the journal's version: the next append cannot insert its own.
        await ExecuteAsync(database, "insert into shop.events select key, 2, '' from shop.journals");
        Assert.Equal(JournalStoreFailure.Corrupt, await FailureAsync(async () => await store.ReadAsync(Id)));

        var damaged = FailureAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "two")));
        var others = Enumerable.Range(0, 20)
            .Select(i => store.AppendAsync(First(new($"b/{i}"), JournalContent.Empty, 7, "x")).AsTask());
        Assert.All(await Task.WhenAll(others), static version => Assert.Equal(1, version));
        Assert.Equal(JournalStoreFailure.Corrupt, await damaged);
    }

    [PostgresFact]
    public async Task Append_CommitFails_IsNotAcknowledged()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "one"));

        // Raised by the commit, after the statement has returned its rows.
        await ExecuteAsync(
            database,
            """
            create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'no room' using errcode = '53100'; end $$;
            create constraint trigger t after insert on shop.events deferrable initially deferred
                for each row execute function refuse();
            """);
        Assert.Equal(
            JournalStoreFailure.Full, await FailureAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "two"))));
        Assert.Equal(1, (await store.ReadAsync(Id)).Version);

        await ExecuteAsync(database, "drop function refuse cascade");
        Assert.Equal(2, await store.AppendAsync(Next(Id, 1, 7, "two")));
    }

    [PostgresFact]
    public async Task Append_CancelledBeforeItIsTakenUp_ChangesNothing()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "one"));
        await using var blocker = await LockAsync(database, Id);
        var blocked = store.AppendAsync(Next(Id, 1, 7, "two")).AsTask();
        using var cancellation = new CancellationTokenSource();
        await EventuallyAsync(
            async () => await server.Server!.QueryAsync("select count(*) from pg_locks where not granted"),
            static count => count is > 0L);
        var queued = store.AppendAsync(First(new("b/1"), JournalContent.Empty, 7, "x"), cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        Assert.False(blocked.IsCompleted);
        await blocker.DisposeAsync();
        Assert.Equal(2, await blocked);
        Assert.Same(JournalContent.Empty, await store.ReadAsync(new("b/1")));
    }

    [PostgresFact]
    public async Task Append_RowLockedTooLong_FailsWithKnownOutcomeAndGoesOn()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database, TimeSpan.FromMilliseconds(500));
        await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 7, "one")));
        await using (await LockAsync(database, Id))
        {
            Assert.Equal(
                JournalStoreFailure.Unavailable,
                await FailureAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "two"))));
        }

        Assert.Equal(2, await RetryAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "two"))));
    }

    [PostgresFact]
    public async Task Append_TwoSilosOnTheSameJournals_OneWinsEachVersionWithoutDeadlocks()
    {
        var database = await server.CreateDatabaseAsync();
        var ids = Enumerable.Range(0, 40).Select(i => new JournalId($"a/{i}")).ToArray();
        await using var left = Create(database);
        await using var right = Create(database);
        const int Rounds = 15;
        var wins = await Task.WhenAll(
            ids.SelectMany(id => new[] { WriteAsync(left, id, "l"), WriteAsync(right, id, "r") }));

        Assert.True(wins.Sum() >= Rounds * ids.Length, $"{wins.Sum()} appends won.");
        var contents = await Task.WhenAll(ids.Select(id => left.ReadAsync(id).AsTask()));
        Assert.Equal(wins.Sum(), contents.Sum(static c => (int)c.Version));
        Assert.All(contents, static c => Assert.Equal(
            Enumerable.Range(1, (int)c.Version), c.Texts().Select(VersionOf)));
        Assert.Equal(0L, await server.Server!.QueryAsync(
            $"select deadlocks from pg_stat_database where datname = current_database()", NameOf(database)));

        static int VersionOf(string e) => int.Parse(e[1..], null);

        // Each attempt is a new activation, so both sides read and take the journal from each other.
        static async Task<int> WriteAsync(PostgresJournalStore store, JournalId id, string side)
        {
            var won = 0;
            while (true)
            {
                var read = await store.ReadAsync(id);
                if (read.Version >= Rounds) return won;

                try
                {
                    await store.AppendAsync(First(id, read, JournalWriter.Draw(), $"{side}{read.Version + 1}"));
                    won++;
                }
                catch (JournalConflictException)
                {
                    // The other side has written.
                }
            }
        }
    }

    [PostgresFact]
    public async Task Append_UnstorableId_IsACallersBugAndHarmsNoOther()
    {
        await using var store = Create(await server.CreateDatabaseAsync());
        foreach (var text in new[] { "a\0", "a\ud800" })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(
                async () => await store.AppendAsync(First(new(text), JournalContent.Empty, 7, "x")));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await store.ReadAsync(new(text)));
        }

        Assert.Equal(1, await store.AppendAsync(First(new("a/ü😀"), JournalContent.Empty, 7, "x")));
    }

    [PostgresFact]
    public async Task WakeUps_FollowTheAppendsAndTheShares()
    {
        await using var store = Create(await server.CreateDatabaseAsync());
        var (early, late) = (new JournalId("a/early"), new JournalId("a/late"));
        await store.AppendAsync(First(late, JournalContent.Empty, 7) with { WakeUp = WakeUp.At(Noon.AddMinutes(2)) });
        await store.AppendAsync(
            First(early, JournalContent.Empty, 7, "x") with { WakeUp = WakeUp.At(Noon.AddMinutes(1)) });

        Assert.Empty(await store.ReadDueAsync(Noon, 10, JournalShare.All));
        Assert.Equal(
            [new DueJournal(early, Noon.AddMinutes(1))],
            await store.ReadDueAsync(Noon.AddMinutes(1), 10, JournalShare.All));
        Assert.Equal([early, late], await DueAsync(JournalShare.All));
        Assert.Equal([early], (await store.ReadDueAsync(Noon.AddHours(1), 1, JournalShare.All)).Select(d => d.Id));
        var shares = new[] { await DueAsync(new(0, 2)), await DueAsync(new(1, 2)) };
        Assert.Equal([early, late], shares.SelectMany(d => d).Order());
        Assert.All(shares, static share => Assert.Single(share));

        await store.AppendAsync(Next(early, 1, 7, "keeps it"));
        Assert.Equal([early, late], await DueAsync(JournalShare.All));
        await store.AppendAsync(Next(early, 2, 7) with { WakeUp = WakeUp.None });
        Assert.Equal([late], await DueAsync(JournalShare.All));
        await store.AppendAsync(Next(late, 0, 7) with { WakeUp = WakeUp.At(Noon.AddHours(3)) });
        Assert.Empty(await DueAsync(JournalShare.All));
        Assert.Equal(Noon.AddHours(3), (await store.ReadAsync(late)).WakeAt);

        async Task<List<JournalId>> DueAsync(JournalShare share) =>
            [.. (await store.ReadDueAsync(Noon.AddHours(1), 10, share)).Select(static d => d.Id)];
    }

    [PostgresFact]
    public async Task List_Prefix_IsInTheOrderOfBytesOverPages()
    {
        await using var store = Create(await server.CreateDatabaseAsync());
        string[] texts = ["b/1", "a/2", "a/B", "a/a", "a/10", "ab/1", "a/ü", "a/\ufb01", "a/😀"];
        string[] many = [.. Enumerable.Range(0, 1001).Select(i => $"m/{i:0000}")];
        await Task.WhenAll(texts.Concat(many)
            .Select(text => store.AppendAsync(First(new(text), JournalContent.Empty, 7, "x")).AsTask()));

        Assert.Equal(["a/10", "a/2", "a/B", "a/a", "a/ü", "a/\ufb01", "a/😀"], await ListAsync("a/"));
        Assert.Equal(many, await ListAsync("m/"));
        Assert.Equal(1010, (await ListAsync("")).Count);
        Assert.Empty(await ListAsync("n"));

        async Task<List<string>> ListAsync(string prefix)
        {
            var listed = new List<string>();
            await foreach (var id in store.ListAsync(prefix))
            {
                listed.Add(id.Value);
            }

            return listed;
        }
    }

    [PostgresFact]
    public async Task Lists_AreReadLatestFirstAndLoseDeletedJournals()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        for (var i = 1; i <= 5; i++)
        {
            var append = First(new($"o/{i}"), JournalContent.Empty, 7, "x") with
            {
                List = "customer/1",
                ExpiresAt = i == 3 ? Noon : Noon.AddDays(1),
            };
            await store.AppendAsync(append);
        }

        await store.AppendAsync(Next(new("o/5"), 1, 7, "again") with { List = "customer/1" });
        var page = await store.ReadListAsync("customer/1", null, 2);
        Assert.Equal(["o/5", "o/4"], page.Select(l => l.Id.Value));
        Assert.Equal(
            ["o/3", "o/2", "o/1"],
            (await store.ReadListAsync("customer/1", page[^1].Position, 9)).Select(l => l.Id.Value));
        Assert.Empty(await store.ReadListAsync("customer/2", null, 9));

        Assert.Equal(new JournalSweep(null, 1), await store.DeleteExpiredAsync(Noon, 0, 100, JournalShare.All));
        Assert.Equal(
            ["o/5", "o/4", "o/2", "o/1"], (await store.ReadListAsync("customer/1", null, 9)).Select(l => l.Id.Value));
        Assert.Equal(4L, await server.Server!.QueryAsync("select count(*) from shop.lists", NameOf(database)));
    }

    [PostgresFact]
    public async Task DeleteExpired_InSteps_DeletesAllPartsAndFencesTheOwner()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        for (var i = 0; i < 10; i++)
        {
            var append = First(new($"c/{i}"), JournalContent.Empty, 7, "x") with
            {
                ExpiresAt = i % 2 == 0 ? Noon : null,
                Snapshot = i % 4 == 0 ? Bytes("s") : default,
            };
            await store.AppendAsync(append);
        }

        Assert.Equal(0, (await SweepAsync(Noon.AddMilliseconds(-1), JournalShare.All)).Deleted);
        Assert.Equal((5, 3), await SweepAsync(Noon, JournalShare.All));
        Assert.Equal((0, 2), await SweepAsync(Noon, JournalShare.All));
        Assert.Same(JournalContent.Empty, await store.ReadAsync(new("c/0")));
        Assert.Equal(5L, await CountAsync("journals"));
        Assert.Equal(5L, await CountAsync("events"));
        Assert.Equal(0L, await CountAsync("snapshots"));

        Assert.Equal(JournalStoreFailure.Conflict, await FailureAsync(
            async () => await store.AppendAsync(Next(new("c/0"), 1, 7, "zombie"))));
        Assert.Equal(1, await store.AppendAsync(First(new("c/0"), JournalContent.Empty, 8, "anew")));
        await store.AppendAsync(Next(new("c/1"), 1, 7, "x") with { ExpiresAt = Noon });
        var (even, odd) = (await SweepAsync(Noon, new(0, 2)), await SweepAsync(Noon, new(1, 2)));
        Assert.Equal(1, even.Deleted + odd.Deleted);

        async Task<object?> CountAsync(string table) =>
            await server.Server!.QueryAsync($"select count(*) from shop.{table}", NameOf(database));

        async Task<(int Deleted, int Steps)> SweepAsync(DateTimeOffset now, JournalShare share)
        {
            var (deleted, steps) = (0, 0);
            for (long? after = 0; after is { } position; steps++)
            {
                var sweep = await store.DeleteExpiredAsync(now, position, 4, share);
                (after, deleted) = (sweep.Position, deleted + sweep.Deleted);
            }

            return (deleted, steps);
        }
    }

    private static string NameOf(string connectionString) =>
        new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Database!;

    private Task ExecuteAsync(string database, string sql) => server.Server!.ExecuteAsync(sql, NameOf(database));

    // Holds the journal's row until it is disposed.
    private static async Task<Npgsql.NpgsqlConnection> LockAsync(string database, JournalId id)
    {
        var connection = new Npgsql.NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            $"begin; select from shop.journals where id = '{id}' for update", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}

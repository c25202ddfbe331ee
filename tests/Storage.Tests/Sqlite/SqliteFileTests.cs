using Microsoft.Data.Sqlite;
using ShopActors.Storage.Sqlite;

namespace ShopActors.Storage.Tests.Sqlite;

/// <summary>The database's file: who may read it, what is refused, and what becomes of damage in it.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("journal-store-");

    private string DatabasePath => Path.Combine(_directory.FullName, "data", "shop.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_NewStore_IsReadableByItsAccountAlone()
    {
        if (OperatingSystem.IsWindows()) return;

        using var store = Open();
        await Fill(store, journals: 1);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(DatabasePath)!));
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(DatabasePath)!))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Read_RandomIds_WritesNothing()
    {
        using (var store = Open()) await Fill(store, journals: 3);
        var before = await File.ReadAllBytesAsync(DatabasePath);

        using (var store = Open())
        {
            for (var i = 0; i < 100_000; i++) Assert.False((await store.ReadAsync(new($"cart/random-{i}"))).Exists);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(DatabasePath));
    }

    [Fact]
    public async Task Append_Erasing_CutsOffTheWriteAheadLog()
    {
        using var store = Open();
        await Fill(store, journals: 50);
        var log = new FileInfo(DatabasePath + "-wal");
        var before = log.Length;
        var owner = new JournalOwner(new("a/secret"), 0, 0);
        await owner.AppendAsync(store, owner.Next("secret"));

        await owner.AppendAsync(store, owner.Next([], "{}"u8.ToArray()) with { Erases = true });

        // The next append is written behind what the writer does after the one before.
        await Fill(store, journals: 1, from: 51);
        log.Refresh();
        Assert.InRange(log.Length, 1, before / 4);
        Assert.Equal("{}", System.Text.Encoding.UTF8.GetString((await store.ReadAsync(owner.Id)).Snapshot.Span));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefused()
    {
        Execute("CREATE TABLE other(x)");

        var e = Assert.Throws<JournalStoreException>(Open);
        Assert.Equal(JournalStoreFailure.Misconfigured, e.Failure);
    }

    [Fact]
    public void Open_NewerSchema_IsRefused()
    {
        Open().Dispose();
        Execute("PRAGMA user_version = 99");

        var e = Assert.Throws<JournalStoreException>(Open);
        Assert.Equal(JournalStoreFailure.Newer, e.Failure);
        Assert.Contains("99", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AppendsClusteredByJournal_AreMovedAndGoOn()
    {
        using (var store = Open()) await Fill(store, journals: 40);
        Execute(
            """
            ALTER TABLE append RENAME TO present;
            CREATE TABLE append(
                journal INTEGER NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, writer INTEGER NOT NULL,
                is_snapshot INTEGER NOT NULL, payload TEXT NOT NULL, checksum INTEGER NOT NULL,
                sequence INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (journal, number)
            ) STRICT, WITHOUT ROWID;
            INSERT INTO append SELECT journal, number, version, writer, is_snapshot, payload, checksum, sequence
                FROM present;
            DROP TABLE present;
            PRAGMA user_version = 2;
            """);

        using var moved = Open();
        for (var i = 1; i <= 40; i++)
        {
            var content = await moved.ReadAsync(new($"a/{i}"));
            Assert.Equal(["one", "two", "three"], content.Events.Select(JournalOwner.TextOf));
            await moved.AppendAsync(new JournalOwner(new($"a/{i}"), content.Version, content.Writer).Next("four"));
            Assert.Equal(4, (await moved.ReadAsync(new($"a/{i}"))).Version);
        }
    }

    [Theory]
    [InlineData("UPDATE append SET payload = '[]' WHERE number = 2")]
    [InlineData("UPDATE append SET number = 9 WHERE number = 2")]
    [InlineData("UPDATE append SET version = 7 WHERE number = 2")]
    [InlineData("UPDATE append SET writer = writer + 1 WHERE number = 3")]
    [InlineData("UPDATE append SET is_snapshot = 1 WHERE number = 1")]
    [InlineData("DELETE FROM append WHERE number = 2")]
    [InlineData("DELETE FROM append WHERE number = 1")]
    [InlineData("UPDATE append SET journal = -journal; UPDATE append SET journal = 3 + journal")]
    public async Task Read_DamagedJournal_IsNamedAndNotServed(string damage)
    {
        using (var store = Open()) await Fill(store, journals: 2);
        Execute(damage);

        using var damaged = Open();
        var e = await Assert.ThrowsAsync<JournalStoreException>(async () => await damaged.ReadAsync(new("a/1")));
        Assert.Equal(JournalStoreFailure.Corrupt, e.Failure);
        Assert.Contains("a/1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_DamagedSnapshot_IsNamedAndNotServed()
    {
        using (var store = Open())
        {
            var owner = new JournalOwner(new("a/1"), 0, 0);
            await owner.AppendAsync(store, owner.Next(["1"u8.ToArray()], "{}"u8.ToArray()));
        }

        Execute("UPDATE append SET payload = '[]'");
        using var damaged = Open();
        var e = await Assert.ThrowsAsync<JournalStoreException>(async () => await damaged.ReadAsync(new("a/1")));
        Assert.Equal(JournalStoreFailure.Corrupt, e.Failure);
    }

    [Fact]
    public async Task Open_OverwrittenPages_AreFoundBeforeTheyAreServed()
    {
        using (var store = Open()) await Fill(store, journals: 500);
        var bytes = await File.ReadAllBytesAsync(DatabasePath);
        new Random(1).NextBytes(bytes.AsSpan(8192, bytes.Length - 8192));
        await File.WriteAllBytesAsync(DatabasePath, bytes);

        var e = await Assert.ThrowsAsync<JournalStoreException>(async () =>
        {
            using var damaged = Open();
            for (var i = 1; i <= 500; i++) await damaged.ReadAsync(new($"a/{i}"));
        });
        Assert.Equal(JournalStoreFailure.Corrupt, e.Failure);
    }

    [Fact]
    public async Task VacuumInto_WhileTheStoreWrites_MakesACopyThatOpensAndIsWhole()
    {
        using var store = Open();
        await Fill(store, journals: 50);
        using var writing = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            for (var i = 0; !writing.IsCancellationRequested; i++)
            {
                var owner = new JournalOwner(new($"b/{i}"), 0, 0);
                await owner.AppendAsync(store, owner.Next("x"));
            }
        });
        var copy = Path.Combine(_directory.FullName, "copy", "shop.db");
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);

        Execute($"VACUUM INTO '{copy}'");

        await writing.CancelAsync();
        await load;
        using var restored = SqliteJournalStore.Open(Path.GetDirectoryName(copy)!, new(), TimeProvider.System);
        for (var i = 1; i <= 50; i++) Assert.Equal(3, (await restored.ReadAsync(new($"a/{i}"))).Version);
    }

    [Fact]
    public async Task Append_ManyCheckpoints_TheLogStartsAnewInsteadOfGrowing()
    {
        using var store = SqliteJournalStore.Open(
            Path.GetDirectoryName(DatabasePath)!, new() { CheckpointPages = 16 }, TimeProvider.System);
        await Fill(store, journals: 400);
        await Fill(store, journals: 400, from: 401);

        var log = new FileInfo(DatabasePath + "-wal");
        Assert.True(log.Length < 4 * 1024 * 1024, $"The write-ahead log has {log.Length} bytes.");
        Assert.Equal(3, (await store.ReadAsync(new("a/800"))).Version);
    }

    private static async Task Fill(SqliteJournalStore store, int journals, int from = 1)
    {
        for (var i = from; i < from + journals; i++)
        {
            var owner = new JournalOwner(new($"a/{i}"), 0, 0);
            foreach (var text in new[] { "one", "two", "three" }) await owner.AppendAsync(store, owner.Next(text));
        }
    }

    private SqliteJournalStore Open() =>
        SqliteJournalStore.Open(Path.GetDirectoryName(DatabasePath)!, new(), TimeProvider.System);

    private void Execute(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabasePath)!);
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

using System.Text;
using Npgsql;
using ShopActors.Storage.Postgres;
using static ShopActors.Storage.Tests.Postgres.PostgresStores;

namespace ShopActors.Storage.Tests.Postgres;

/// <summary>Steps of the schema, forward and back, and schemas of other versions of the program.</summary>
public sealed class PostgresSchemaTests(PostgresServerFixture server) : IClassFixture<PostgresServerFixture>
{
    private static readonly JournalId Id = new("a/1");

    [PostgresFact]
    public async Task Migrate_UpDownUp_Serves()
    {
        var database = await server.CreateDatabaseAsync();
        Assert.Equal(
            (PostgresSchema.Version, PostgresSchema.Version), await PostgresSchema.MigrateAsync(database));
        for (var version = PostgresSchema.Version - 1; version >= 0; version--)
        {
            Assert.Equal((version + 1, version), await PostgresSchema.MigrateAsync(database, version));
        }

        await using var store = Create(database);
        await store.OpenAsync(CancellationToken.None);
        Assert.Equal(1, await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x")));
        Assert.Equal(PostgresSchema.Version, (await PostgresSchema.MigrateAsync(database)).To);
    }

    [PostgresFact]
    public async Task Migrate_BackToNoTables_IsRefusedWhileThereAreJournals()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x"));
        while (PostgresSchema.Version > 1 && await VersionAsync(database) > 1)
        {
            await PostgresSchema.MigrateAsync(database, await VersionAsync(database) - 1);
        }

        await Assert.ThrowsAsync<PostgresException>(() => PostgresSchema.MigrateAsync(database, 0));
        Assert.Equal(1, await VersionAsync(database));
        await PostgresSchema.MigrateAsync(database);
        Assert.Equal(1, (await store.ReadAsync(Id)).Version);
    }

    [PostgresFact]
    public async Task Migrate_DataOfAnotherServer_GoesOnBehindItsPositions()
    {
        var database = await server.CreateDatabaseAsync();
        await using var store = Create(database);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x") with { Outgoing = [Bytes("1")] });
        await using (var source = NpgsqlDataSource.Create(database))
        {
            // As after the restoring of a dump from a server with more transactions.
            await using var elsewhere = source.CreateCommand(
                """
                update shop.outbox set position = position + (1::bigint << 50);
                update shop.meta set outbox_system = 1;
                """);
            await elsewhere.ExecuteNonQueryAsync();
        }

        await PostgresSchema.MigrateAsync(database);
        await store.AppendAsync(Next(Id, 1, 7, "y") with { Outgoing = [Bytes("2")] });

        var outbox = await EventuallyAsync(
            async () => await store.ReadOutboxAsync(0, 10), static events => events.Count == 2);
        Assert.Equal(["1", "2"], outbox.Select(e => Encoding.UTF8.GetString(e.Payload.Span)));
    }

    [PostgresFact]
    public async Task Migrate_SeveralSteps_AreOneTransactionAndBackOneByOne()
    {
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using (var clear = new NpgsqlCommand("drop schema shop cascade", connection))
        {
            await clear.ExecuteNonQueryAsync();
        }

        PostgresMigration[] steps =
        [
            new("create table shop.one ()", "drop table shop.one"),
            new("create table shop.two ()", "drop table shop.two"),
            new("create table shop.two ()", "drop table shop.three"), // fails
        ];
        await Assert.ThrowsAsync<PostgresException>(() => MigrateAsync(steps, null));
        Assert.Equal((0, 2), await MigrateAsync(steps[..2], null));
        Assert.Equal((2, 2), await MigrateAsync(steps[..2], null));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => MigrateAsync(steps[..2], 0));
        Assert.Equal((2, 1), await MigrateAsync(steps[..2], 1));
        Assert.Equal((1, 0), await MigrateAsync(steps[..2], 0));
        Assert.Equal((0, 2), await MigrateAsync(steps[..2], 2));

        // A program that knows one step less can serve, but not migrate; one that knows two less is refused.
        Assert.Equal((2, 2), await MigrateAsync(steps[..1], null));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => MigrateAsync(steps[..1], 1));
        var e = await Assert.ThrowsAsync<JournalStoreException>(() => MigrateAsync([], null));
        Assert.Equal(JournalStoreFailure.Newer, e.Failure);

        Task<(int From, int To)> MigrateAsync(PostgresMigration[] known, int? target) =>
            PostgresSchema.MigrateAsync(connection, known, target, CancellationToken.None);
    }

    [PostgresFact]
    public async Task Open_NewerSchema_IsAcceptedByOneVersionOnly()
    {
        var database = await server.CreateDatabaseAsync();
        await SetVersionAsync(PostgresSchema.Version + 1);
        await using (var store = Create(database))
        {
            await store.OpenAsync(CancellationToken.None);
            Assert.Equal(1, await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x")));
        }

        await SetVersionAsync(PostgresSchema.Version + 2);
        await using var refused = Create(database);
        Assert.Equal(JournalStoreFailure.Newer, await FailureAsync(() => refused.OpenAsync(CancellationToken.None)));
        Assert.Equal(JournalStoreFailure.Newer, await FailureAsync(async () => await refused.ReadAsync(Id)));

        Task SetVersionAsync(int version) => server.Server!.ExecuteAsync(
            $"update shop.meta set schema_version = {version}", new NpgsqlConnectionStringBuilder(database).Database!);
    }

    [PostgresFact]
    public async Task Open_ManySilosOnAnEmptyDatabase_MigrateOnce()
    {
        await server.Server!.ExecuteAsync("create database empty_one");
        var stores = Enumerable.Range(0, 6).Select(_ => Create(server.Server.ConnectionStringOf("empty_one"))).ToList();
        await Task.WhenAll(stores.Select(store => store.OpenAsync(CancellationToken.None)));
        Assert.Equal(PostgresSchema.Version, await VersionAsync(server.Server.ConnectionStringOf("empty_one")));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    private async Task<int> VersionAsync(string database) => (int)(await server.Server!.QueryAsync(
        "select schema_version from shop.meta", new NpgsqlConnectionStringBuilder(database).Database!))!;
}

using static ShopActors.Storage.Tests.Postgres.PostgresStores;

namespace ShopActors.Storage.Tests.Postgres;

/// <summary>A primary and its standby: who may be written to, and which of them is found to lack appends.</summary>
public sealed class PostgresFailoverTests : IDisposable
{
    private static readonly JournalId Id = new("a/1");

    private readonly TemporaryDirectory _primaryHome = new("postgres-");
    private readonly TemporaryDirectory _standbyHome = new("postgres-");

    public void Dispose()
    {
        _primaryHome.Dispose();
        _standbyHome.Dispose();
    }

    [PostgresFact]
    public async Task Store_Standby_IsRefused()
    {
        await using var primary = await StartPrimaryAsync();
        await using var standby = await StartStandbyAsync(primary);
        await using var store = Create(standby.ConnectionString);
        Assert.Equal(
            JournalStoreFailure.Unavailable, await FailureAsync(() => store.OpenAsync(CancellationToken.None)));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureAsync(async () => await store.ReadAsync(Id)));
        Assert.Equal(
            JournalStoreFailure.Unavailable,
            await FailureAsync(async () => await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x"))));

        // Of several hosts the primary is found, wherever it is in the list.
        await using var either = Create(Hosts(standby, primary));
        Assert.Equal(1, await either.AppendAsync(First(Id, JournalContent.Empty, 7, "x")));
    }

    [PostgresFact]
    public async Task Store_SynchronousStandbyPromoted_GoesOnAndRefusesTheOldPrimary()
    {
        await using var primary = await StartPrimaryAsync();
        await using var standby = await StartStandbyAsync(primary);
        await MakeSynchronousAsync(primary);
        await using var store = Create(Hosts(primary, standby));
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
        await store.AppendAsync(Next(Id, 1, 7, "2"));

        await primary.Process.KillAsync();
        await standby.ExecuteAsync("select pg_promote()");
        await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 8, "3")));
        var content = await RetryAsync(async () => await store.ReadAsync(Id));
        Assert.Equal(["1", "2", "3"], content.Texts());

        // The old primary comes back while the new one is away. It may even be ahead.
        await standby.StopAsync();
        await primary.StartAsync();
        await StopWaitingForStandbyAsync(primary);
        await primary.ExecuteAsync("create table ahead as select generate_series(1, 100000)");
        await HaltedAsync(async () => await store.ReadAsync(Id));
        await HaltedAsync(async () => await store.AppendAsync(Next(Id, 3, 8, "4")));

        // For good: the right server does not undo that some may have read wrong data.
        await primary.StopAsync();
        await standby.StartAsync();
        await HaltedAsync(async () => await store.ReadAsync(Id));
    }

    [PostgresFact]
    public async Task Store_StandbyPromotedWithoutTheLastAppends_IsHalted()
    {
        await using var primary = await StartPrimaryAsync();
        await using var standby = await StartStandbyAsync(primary);
        await MakeSynchronousAsync(primary);
        await using var store = Create(Hosts(primary, standby));
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));

        // From here on the standby gets nothing, and nothing waits for it.
        await StopWaitingForStandbyAsync(primary);
        await standby.StopAsync();
        await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 8, "2")));

        await primary.Process.KillAsync();
        await standby.StartAsync();
        await standby.ExecuteAsync("select pg_promote()");
        await HaltedAsync(async () => await store.ReadAsync(Id));
    }

    [PostgresFact]
    public async Task Store_StandbyPromotedWithoutTheLastAppendsAndGoneOn_IsHalted()
    {
        await using var primary = await StartPrimaryAsync();
        await using var standby = await StartStandbyAsync(primary);
        await MakeSynchronousAsync(primary);
        await using var store = Create(Hosts(primary, standby));
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
        await StopWaitingForStandbyAsync(primary);
        await standby.StopAsync();
        for (var i = 1; i < 40; i++)
        {
            await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 8, "2")));
        }

        // One transaction takes the log's end beyond where the primary was; the missing ones show by their numbers.
        await primary.Process.KillAsync();
        await standby.StartAsync();
        await standby.ExecuteAsync("select pg_promote()");
        await standby.ExecuteAsync("create table ahead as select generate_series(1, 100000)");
        await HaltedAsync(async () => await store.ReadAsync(Id));
    }

    private static async Task StopWaitingForStandbyAsync(PostgresServer primary)
    {
        await primary.ExecuteAsync("alter system reset synchronous_standby_names");
        await primary.ExecuteAsync("select pg_reload_conf()");
    }

    private static string Hosts(PostgresServer first, PostgresServer second) =>
        $"Host=127.0.0.1:{first.Port},127.0.0.1:{second.Port};Username=postgres;Database=postgres";

    private static async Task HaltedAsync(Func<Task> action)
    {
        var e = await RetryAsync(async () =>
        {
            var error = await Assert.ThrowsAnyAsync<JournalStoreException>(action);
            return error.IsTransient ? throw error : error;
        });
        Assert.Equal(JournalStoreFailure.Regressed, e.Failure);
    }

    private static async Task MakeSynchronousAsync(PostgresServer primary)
    {
        // A restart, because commits begin to wait a little after the setting shows.
        await primary.ExecuteAsync("alter system set synchronous_standby_names = 'standby'");
        await primary.StopAsync();
        await primary.StartAsync();
        await EventuallyAsync(
            async () => await primary.QueryAsync("select sync_state from pg_stat_replication"),
            static state => state is "sync");
    }

    private async Task<PostgresServer> StartPrimaryAsync()
    {
        var primary = new PostgresServer(_primaryHome.FullName);
        await primary.StartAsync();
        return primary;
    }

    private async Task<PostgresServer> StartStandbyAsync(PostgresServer primary)
    {
        var standby = new PostgresServer(_standbyHome.FullName);
        await standby.CopyFromAsync(primary, "standby");
        await standby.StartAsync();
        return standby;
    }
}

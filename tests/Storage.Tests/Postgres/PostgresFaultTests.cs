using ShopActors.Storage.Postgres;
using static ShopActors.Storage.Tests.Postgres.PostgresStores;

namespace ShopActors.Storage.Tests.Postgres;

/// <summary>
/// What a real PostgreSQL does to the store when it is killed, restarted, paused, full, unsafe or older than it was.
/// </summary>
public sealed class PostgresFaultTests : IDisposable
{
    private static readonly JournalId Id = new("a/1");

    private readonly TemporaryDirectory _home = new("postgres-");

    public void Dispose() => _home.Dispose();

    [PostgresFact]
    public async Task Open_UnsafeSettings_IsRefusedAndNamesThem()
    {
        await using var server = await StartAsync("fsync=off", "full_page_writes=off", "synchronous_commit=off");
        await RefusedAsync("fsync", "full_page_writes", "synchronous_commit");
        await server.StopAsync();

        await using var safer = new PostgresServer(_home.FullName, "synchronous_commit=off");
        await safer.StartAsync();
        await using var store = Create(safer.ConnectionString);
        var e = await Assert.ThrowsAsync<JournalStoreException>(() => store.OpenAsync(CancellationToken.None));
        Assert.Equal(JournalStoreFailure.Misconfigured, e.Failure);
        Assert.Contains("synchronous_commit", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fsync", e.Message, StringComparison.Ordinal);

        // Once it is safe, the same store serves.
        await safer.ExecuteAsync("alter database postgres set synchronous_commit = on");
        await store.OpenAsync(CancellationToken.None);

        async Task RefusedAsync(params string[] settings)
        {
            await using var refused = Create(server.ConnectionString);
            var error = await Assert.ThrowsAsync<JournalStoreException>(
                () => refused.OpenAsync(CancellationToken.None));
            Assert.Equal(JournalStoreFailure.Misconfigured, error.Failure);
            Assert.All(settings, s => Assert.Contains(s, error.Message, StringComparison.Ordinal));
        }
    }

    [PostgresFact]
    public async Task Open_NoServerOrNoDatabase_SaysSo()
    {
        await using var server = await StartAsync();
        await using var unknown = Create(server.ConnectionStringOf("unknown"));
        Assert.Equal(
            JournalStoreFailure.Misconfigured, await FailureAsync(() => unknown.OpenAsync(CancellationToken.None)));
        await server.StopAsync();
        await using var store = Create(server.ConnectionString);
        Assert.Equal(
            JournalStoreFailure.Unavailable, await FailureAsync(() => store.OpenAsync(CancellationToken.None)));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureAsync(async () => await store.ReadAsync(Id)));
        Assert.Equal(
            JournalStoreFailure.Unavailable,
            await FailureAsync(async () => await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x"))));

        await server.Process.StartAsync(CancellationToken.None);
        Assert.Equal(1, await RetryAsync(async () => await store.AppendAsync(First(Id, JournalContent.Empty, 7, "x"))));
    }

    [PostgresFact]
    public async Task Append_ServerKilledUnderLoad_KeepsWhatWasAcknowledgedOnce()
    {
        await using var server = await StartAsync();
        await using var store = Create(server.ConnectionString);
        await store.OpenAsync(CancellationToken.None);
        var ids = Enumerable.Range(0, 16).Select(i => new JournalId($"a/{i}")).ToArray();
        var acknowledged = new long[ids.Length];
        for (var kill = 0; kill < 2; kill++)
        {
            var warm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var count = 0;
            var writers = ids.Select((_, i) => WriteAsync(i, () =>
            {
                if (Interlocked.Increment(ref count) == 200) warm.SetResult();
            })).ToArray();
            await warm.Task;
            await server.Process.KillAsync();
            var failures = await Task.WhenAll(writers);
            Assert.All(failures, static f => Assert.Contains(
                f, new[] { JournalStoreFailure.OutcomeUnknown, JournalStoreFailure.Unavailable }));
            Assert.Contains(JournalStoreFailure.OutcomeUnknown, failures);
            await server.StartAsync();
            for (var i = 0; i < ids.Length; i++)
            {
                var content = await RetryAsync(async () => await store.ReadAsync(ids[i]));
                Assert.InRange(content.Version, acknowledged[i], acknowledged[i] + 1);
                Assert.Equal(
                    Enumerable.Range(1, (int)content.Version).Select(v => $"{v}"),
                    content.Texts());
            }
        }

        async Task<JournalStoreFailure> WriteAsync(int i, Action wasWritten)
        {
            try
            {
                var read = await store.ReadAsync(ids[i]);
                var writer = JournalWriter.Draw();
                acknowledged[i] = await store.AppendAsync(First(ids[i], read, writer, $"{read.Version + 1}"));
                while (true)
                {
                    acknowledged[i] = await store.AppendAsync(
                        Next(ids[i], acknowledged[i], writer, $"{acknowledged[i] + 1}"));
                    wasWritten();
                }
            }
            catch (JournalStoreException e)
            {
                return e.Failure;
            }
        }
    }

    [PostgresFact]
    public async Task Store_ServerRestarted_GoesOnByItself()
    {
        await using var server = await StartAsync();
        await using var store = Create(server.ConnectionString);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
        for (var restart = 0; restart < 2; restart++)
        {
            // Both have connections that the restart closes.
            var read = await store.ReadAsync(Id);
            await server.StopAsync();
            Assert.Equal(JournalStoreFailure.Unavailable, await FailureAsync(async () => await store.ReadAsync(Id)));
            await server.StartAsync();
            Assert.Equal(read.Version, (await RetryAsync(async () => await store.ReadAsync(Id))).Version);
            await RetryAsync(
                async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), JournalWriter.Draw(), "x")));
        }
    }

    [PostgresFact]
    public async Task Store_ServerPaused_FailsInTimeAndRecovers()
    {
        await using var server = await StartAsync();
        var timeout = TimeSpan.FromMilliseconds(1500);
        await using var store = Create(server.ConnectionString, timeout);
        await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 7, "1")));
        server.Pause();

        var start = TimeProvider.System.GetTimestamp();
        var first = FailureAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "2")));
        var second = FailureAsync(async () => await store.AppendAsync(Next(Id, 2, 7, "3")));
        var read = FailureAsync(async () => await store.ReadAsync(Id));
        Assert.Equal(JournalStoreFailure.OutcomeUnknown, await first);
        Assert.Equal(JournalStoreFailure.Unavailable, await second);
        Assert.Equal(JournalStoreFailure.Unavailable, await read);
        Assert.Equal(
            JournalStoreFailure.Unavailable,
            await FailureAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "2"))));
        Assert.True(TimeProvider.System.GetElapsedTime(start) < timeout * 3, "They hung.");

        server.Resume();
        var found = await RetryAsync(async () => await store.ReadAsync(Id));
        Assert.InRange(found.Version, 1, 2);

        // Whatever became of the late append, from now on it is fenced.
        var taken = await RetryAsync(
            async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 8, "next")));
        var content = await RetryAsync(async () => await store.ReadAsync(Id));
        Assert.Equal((taken, 8), (content.Version, content.Writer));
        Assert.Equal("next", content.Texts().Last());
    }

    [PostgresFact]
    public async Task Append_LateOneCommitsAfterItsTimeout_RefusesTheNextWriter()
    {
        await using var server = await StartAsync();
        await using var store = Create(server.ConnectionString, TimeSpan.FromMilliseconds(1500));
        await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 7, "1")));

        // No statement time-out ends this wait.
        var late = await AppendUntilOneWaitsAsync(server, store);
        var read = await store.ReadAsync(Id);
        Assert.Equal(JournalStoreFailure.OutcomeUnknown, await FailureAsync(() => late));
        await server.ExecuteAsync("alter system reset synchronous_standby_names");
        await server.ExecuteAsync("select pg_reload_conf()");

        await EventuallyAsync(
            () => RetryAsync(async () => await store.ReadAsync(Id)), content => content.Version == read.Version + 1);
        Assert.Equal(JournalStoreFailure.Conflict, await FailureAsync(
            () => RetryAsync(async () => await store.AppendAsync(First(Id, read, 8, "next")))));
    }

    [PostgresFact]
    public async Task Append_WaitForStandbyCancelled_IsNotAcknowledged()
    {
        await using var server = await StartAsync();
        await using var store = Create(server.ConnectionString);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
        var append = await AppendUntilOneWaitsAsync(server, store);
        await server.ExecuteAsync("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");

        // PostgreSQL reports success here.
        Assert.Equal(JournalStoreFailure.OutcomeUnknown, await FailureAsync(() => append));
    }

    [PostgresFact]
    public async Task Store_OlderCopyCameBack_IsHaltedForGood()
    {
        await using var server = await StartAsync();
        await using var store = Create(server.ConnectionString);
        await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
        await server.StopAsync();
        var backup = Path.Combine(_home.FullName, "backup");
        Run("cp", "-a", server.DataPath, backup);
        await server.StartAsync();
        await RetryAsync(async () => await store.AppendAsync(First(Id, await store.ReadAsync(Id), 8, "2")));

        await server.StopAsync();
        Run("rm", "-r", server.DataPath);
        Run("mv", backup, server.DataPath);
        await server.StartAsync();
        await HaltedAsync(async () => await store.ReadAsync(Id));
        await HaltedAsync(async () => await store.AppendAsync(Next(Id, 2, 8, "3")));

        // A store that never saw the lost append cannot know.
        await using var other = Create(server.ConnectionString);
        Assert.Equal(1, (await other.ReadAsync(Id)).Version);
    }

    [PostgresFact]
    public async Task Append_DiskFull_IsRefusedWhileReadsGoOn()
    {
        // A small file system of its own for the tables; only root can mount one.
        var room = Directory.CreateDirectory(Path.Combine(_home.FullName, "room")).FullName;
        if (!Environment.IsPrivilegedProcess
            || !TryRun("mount", "-t", "tmpfs", "-o", "size=32m,mode=0777", "tmpfs", room))
        {
            return;
        }

        try
        {
            await using var server = await StartAsync();
            Run("chown", "postgres", room);
            await server.ExecuteAsync($"create tablespace room location '{room}'");
            await server.ExecuteAsync("create database full_db tablespace room");

            // A file, because the server may need room to drop a table.
            var ballast = Path.Combine(room, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[6_000_000]);
            await using var store = Create(server.ConnectionStringOf("full_db"));
            await store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
            var payload = new byte[200_000];
            new Random(815).NextBytes(payload);
            var version = 1L;
            var failure = await FailureAsync(async () =>
            {
                while (true)
                {
                    version = await store.AppendAsync(Next(Id, version, 7) with { Events = [payload] });
                }
            });
            Assert.Equal(JournalStoreFailure.Full, failure);
            Assert.Equal(version, (await RetryAsync(async () => await store.ReadAsync(Id))).Version);

            File.Delete(ballast);
            Assert.Equal(
                version + 1,
                await RetryAsync(
                    async () => await store.AppendAsync(Next(Id, version, 7) with { Events = [payload] })));
        }
        finally
        {
            Run("umount", "-l", room);
        }
    }

    [PostgresFact]
    public async Task Store_Closed_SaysSo()
    {
        await using var server = await StartAsync();
        var store = Create(server.ConnectionString);
        var append = store.AppendAsync(First(Id, JournalContent.Empty, 7, "1"));
        await store.DisposeAsync();
        Assert.Equal(1, await append);
        Assert.Equal(
            JournalStoreFailure.Closed, await FailureAsync(async () => await store.AppendAsync(Next(Id, 1, 7, "2"))));
        Assert.Equal(JournalStoreFailure.Closed, await FailureAsync(async () => await store.ReadAsync(Id)));
        Assert.Equal(
            JournalStoreFailure.Closed, await FailureAsync(async () => await store.ReadListAsync("l", null, 1)));
    }

    /// <summary>
    /// Makes commits wait for a standby that does not exist, and gives the first append that waits: the server applies
    /// the setting a little later than it says.
    /// </summary>
    private static async Task<Task> AppendUntilOneWaitsAsync(PostgresServer server, PostgresJournalStore store)
    {
        await server.ExecuteAsync("alter system set synchronous_standby_names = 'missing'");
        await server.ExecuteAsync("select pg_reload_conf()");
        for (var version = 1L; ; version++)
        {
            var append = store.AppendAsync(Next(Id, version, 7, "x")).AsTask();
            var waits = await EventuallyAsync(
                async () => (append.IsCompleted, Waits: await server.QueryAsync(
                    "select exists (select from pg_stat_activity where wait_event = 'SyncRep')") is true),
                static state => state.IsCompleted || state.Waits);
            if (waits.Waits) return append;

            await append;
        }
    }

    private static async Task HaltedAsync(Func<Task> action)
    {
        var e = await RetryAsync(async () =>
        {
            var error = await Assert.ThrowsAnyAsync<JournalStoreException>(action);
            return error.IsTransient ? throw error : error;
        });
        Assert.Equal(JournalStoreFailure.Regressed, e.Failure);
    }

    private static void Run(string program, params string[] arguments) => Assert.True(TryRun(program, arguments));

    private static bool TryRun(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer(_home.FullName, settings);
        await server.StartAsync();
        return server;
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ShopActors.TestKit;

/// <summary>
/// A PostgreSQL server on a free port of the loopback interface, in a directory that outlives its restarts. It refuses
/// to run as root, so under root it becomes the account that the distribution's package creates.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Tool = "postgres";
    public const string Install = "apt-get update && apt-get install -y postgresql";

    private const string Account = "postgres";

    // Of the server's signals: ends its sessions and closes the database; ends at once, as after a crash.
    private const int FastShutdown = 2;
    private const int ImmediateShutdown = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly string _home;

    /// <param name="home">A directory that exists, for the data and the log.</param>
    /// <param name="settings">Settings of the server as <c>name=value</c>; by default every commit is synced.</param>
    public PostgresServer(string home, params string[] settings)
    {
        _home = home;
        DataPath = Path.Combine(home, "postgres");
        string[] all =
        [
            "listen_addresses=127.0.0.1", $"port={Port}", $"unix_socket_directories={DataPath}",
            "shared_buffers=32MB", "max_connections=64", .. settings,
        ];
        var (fileName, arguments) = AsAccount(
            Find(Tool) ?? Tool, ["-D", DataPath, .. all.SelectMany(static setting => new[] { "-c", setting })]);
        Process = new ServiceProcess(
            new()
            {
                Name = "postgres",
                FileName = fileName,
                Arguments = arguments,
                WorkingDirectory = "/",
                LogPath = Path.Combine(home, $"postgres-{Port}.out"),
            },
            IsReadyAsync);
    }

    /// <summary>Why no server can be started here; null if one can.</summary>
    public static string? MissingReason =>
        Find(Tool) is null ? $"{Tool} is not installed; to install it: {Install}" : null;

    public int Port { get; } = FreePort.Next();

    public string DataPath { get; }

    /// <summary>
    /// Whether the pages of a new database have checksums, for which hint bits are written to the log as well.
    /// </summary>
    public bool HasChecksums { get; init; } = true;

    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>The lever to start, kill and stop it. The first start is <see cref="StartAsync"/>.</summary>
    public ServiceProcess Process { get; }

    public string ConnectionStringOf(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={Account};Database={database}";

    /// <summary>Starts it; makes the database first where the directory is empty.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await MakeDataDirectoryAsync(cancellationToken).ConfigureAwait(false);
        if (!File.Exists(Path.Combine(DataPath, "PG_VERSION")))
        {
            await RunAsync(
                "initdb",
                [
                    "-D", DataPath, "-U", Account, "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8",
                    .. HasChecksums ? (string[])["-k"] : [],
                ],
                cancellationToken).ConfigureAwait(false);
        }

        // After a kill, the sessions of the killed server may still be ending: the new one does not start beside them.
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await Process.StartAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException) when (Stopwatch.GetElapsedTime(start) < _patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Makes this directory a standby of another server, which must run; start it afterwards.</summary>
    public async Task CopyFromAsync(
        PostgresServer primary, string standbyName, CancellationToken cancellationToken = default)
    {
        await MakeDataDirectoryAsync(cancellationToken).ConfigureAwait(false);
        var source = $"host=127.0.0.1 port={primary.Port} user={Account} application_name={standbyName}";
        await RunAsync(
            "pg_basebackup",
            ["-D", DataPath, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", source],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the sessions and closes the database.</summary>
    public Task StopAsync() => EndAsync(FastShutdown);

    /// <summary>Stops the server and all its sessions from running, without ending them.</summary>
    public void Pause() => SignalAll(Signals.Stop);

    public void Resume() => SignalAll(Signals.Continue);

    /// <summary>Makes a database unless it is there.</summary>
    public async Task EnsureDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        var exists = await QueryAsync(
            $"select true from pg_database where datname = '{name}'", cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        if (exists is null)
        {
            await ExecuteAsync($"create database {name}", cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task ExecuteAsync(
        string sql, string database = "postgres", CancellationToken cancellationToken = default) =>
        await QueryAsync(sql, database, cancellationToken).ConfigureAwait(false);

    /// <summary>Runs a statement on a connection of its own and gives its first value.</summary>
    public async Task<object?> QueryAsync(
        string sql, string database = "postgres", CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(ConnectionStringOf(database) + ";Pooling=false;Timeout=5");
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Resume();
        await EndAsync(ImmediateShutdown).ConfigureAwait(false);
        await Process.DisposeAsync().ConfigureAwait(false);
    }

    private static string? Find(string program)
    {
        const string DebianRoot = "/usr/lib/postgresql";
        var versions = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return versions.OrderDescending(StringComparer.Ordinal).Select(static version => Path.Combine(version, "bin"))
            .Concat(path.Split(Path.PathSeparator))
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);
    }

    // setpriv replaces itself by the program, so the process id is the server's own.
    private static (string FileName, string[] Arguments) AsAccount(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--init-groups", program, .. arguments])
            : (program, arguments);

    private static async Task RunAsync(string tool, string[] toolArguments, CancellationToken cancellationToken)
    {
        var (fileName, arguments) = AsAccount(Find(tool) ?? tool, toolArguments);
        await RunProgramAsync(fileName, arguments, cancellationToken).ConfigureAwait(false);
    }

    private static async Task RunProgramAsync(string fileName, string[] arguments, CancellationToken cancellationToken)
    {
        var info = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = System.Diagnostics.Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{fileName} {string.Join(' ', arguments)} failed: {error}");
        }
    }

    private async Task MakeDataDirectoryAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(DataPath);
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return;

        // The account must reach its directory; temporary directories belong to their maker alone.
        const UnixFileMode ForAll = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var temporary = Path.GetFullPath(Path.GetTempPath());
        for (var path = new DirectoryInfo(_home); path is not null; path = path.Parent)
        {
            if (path.FullName != _home && !path.FullName.StartsWith(temporary, StringComparison.Ordinal)) break;

            path.UnixFileMode |= ForAll;
        }

        // The server accepts no other mode.
        File.SetUnixFileMode(DataPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await RunProgramAsync("chown", ["-R", $"{Account}:{Account}", DataPath], cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task EndAsync(int signal)
    {
        if (!Process.IsRunning) return;

        Signals.Send(Process.ProcessId, signal);
        var start = Stopwatch.GetTimestamp();
        while (Process.IsRunning && Stopwatch.GetElapsedTime(start) < _patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
        }
    }

    // The parent first: it would see a child stop, and must not start others meanwhile.
    private void SignalAll(int signal)
    {
        if (!Process.IsRunning) return;

        var parent = Process.ProcessId;
        Signals.Send(parent, signal);
        var children = File.ReadAllText($"/proc/{parent}/task/{parent}/children");
        foreach (var child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Signals.Send(int.Parse(child, CultureInfo.InvariantCulture), signal);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await QueryAsync("select 1", cancellationToken: cancellationToken).ConfigureAwait(false) is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}

using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>The open database file: locked against other processes and migrated to the current schema.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    // Longer than another tool's read or backup delays a commit.
    public const int BusyMilliseconds = 10_000;

    private const int Locked = 11;
    private const int LockedOnWindows = unchecked((int)0x8007_0020);

    private readonly FileStream _lock;

    // Open as long as any connection: closing a handle of the file drops SQLite's locks in this process.
    private readonly FileStream _file;
    private readonly string _connectionString;

    // Each connection is used by one thread at a time, so SQLite need not lock; its memory statistics are unused.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteDatabase(string path, FileStream @lock, FileStream file)
    {
        Path = path;
        _lock = @lock;
        _file = file;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString();
    }

    public string Path { get; }

    /// <summary>
    /// Opens a database. Creates the file and its folder if they do not exist, readable for this account only. Throws
    /// <see cref="SqliteFailureException"/> if another process has it open or if it is not a database of this schema.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">What it contains.</param>
    /// <param name="setting">The setting that chooses the path, for the message if another process has it.</param>
    public static SqliteDatabase Open(string path, SqliteSchema schema, string setting)
    {
        FileStream? @lock = null;
        FileStream? file = null;
        try
        {
            path = System.IO.Path.GetFullPath(path);
            CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            @lock = Lock(path, setting);
            file = new FileStream(path, Private(FileMode.OpenOrCreate, FileShare.ReadWrite));
            var database = new SqliteDatabase(path, @lock, file);
            using var connection = database.Connect();
            SqliteSchema.UseWriteAheadLog(connection);
            schema.Migrate(connection);
            return database;
        }
        catch (Exception e)
        {
            file?.Dispose();
            @lock?.Dispose();
            var message = $"{path} cannot be opened: {e.Message}";
            throw e switch
            {
                SqliteFailureException => e,
                SqliteException error => new SqliteFailureException(SqliteErrors.Failure(error), message, e),
                IOException or UnauthorizedAccessException =>
                    new SqliteFailureException(SqliteFailure.Unavailable, message, e),
                _ => e,
            };
        }
    }

    /// <summary>A new connection, with the settings that make a commit durable before it returns.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            SqliteSchema.Run(
                connection,
                $"""
                PRAGMA busy_timeout = {BusyMilliseconds};
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA temp_store = MEMORY;
                PRAGMA cell_size_check = ON;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes what was copied into the file durable.</summary>
    public void Sync() => _file.Flush(flushToDisk: true);

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static void CreateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(
                directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // A separate lock file: closing any handle of the database file would drop SQLite's own locks in this process.
    private static FileStream Lock(string path, string setting)
    {
        try
        {
            return new FileStream(path + "-lock", Private(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException e) when (e.HResult is Locked or LockedOnWindows)
        {
            throw new SqliteFailureException(
                SqliteFailure.Locked, $"{setting}: {path} is in use by another process; set another path.", e);
        }
    }

    private static FileStreamOptions Private(FileMode mode, FileShare share)
    {
        var options =
            new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

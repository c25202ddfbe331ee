using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ShopActors.Storage.Sqlite;

/// <summary>The open database file: locked against other processes and migrated to the current schema.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    public const string FileName = "shop.db";

    // Longer than another tool's read or backup delays a commit.
    public const int BusyMilliseconds = 10_000;

    private const int Locked = 11;
    private const int LockedOnWindows = unchecked((int)0x8007_0020);

    private readonly FileStream _lock;
    private readonly string _connectionString;

    // Each connection is used by one thread at a time, so SQLite need not lock; its memory statistics are unused.
    static SqliteDatabase()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteDatabase(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString();
    }

    public string Path { get; }

    /// <summary>
    /// Opens the database in a directory. Creates both if they do not exist, readable for this account only.
    /// </summary>
    public static SqliteDatabase Open(string directory)
    {
        FileStream? @lock = null;
        try
        {
            CreateDirectory(directory);
            var path = System.IO.Path.Combine(directory, FileName);
            @lock = Lock(path + "-lock");
            new FileStream(path, Private(FileMode.OpenOrCreate, FileShare.ReadWrite)).Dispose();
            var database = new SqliteDatabase(path, @lock);
            using var connection = database.Connect();
            SqliteSchema.UseWriteAheadLog(connection);
            SqliteSchema.Migrate(connection);
            return database;
        }
        catch (Exception e)
        {
            @lock?.Dispose();
            throw e switch
            {
                SqliteException sqlite => SqliteErrors.Translate(sqlite),
                IOException or UnauthorizedAccessException =>
                    new JournalStoreException(
                        JournalStoreFailure.Unavailable, $"The store cannot be opened: {e.Message}"),
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

    public void Dispose() => _lock.Dispose();

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
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, Private(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException e) when (e.HResult is Locked or LockedOnWindows)
        {
            const string Setting = $"{StorageOptions.SectionName}:{nameof(StorageOptions.Path)}";
            var folder = System.IO.Path.GetDirectoryName(path);
            throw new JournalStoreException(
                JournalStoreFailure.Locked, $"{Setting}: {folder} is in use by another process; set another folder.");
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

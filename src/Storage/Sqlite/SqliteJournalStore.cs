using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The journal store of one process: a SQLite database in a directory (docs/design/store.md). The appends of all
/// journals share the commits of one writer thread; reads run concurrently.
/// </summary>
public sealed class SqliteJournalStore : IJournalStore, IDisposable
{
    private const string FileName = "shop.db";
    private const string PathSetting = $"{StorageOptions.SectionName}:{nameof(StorageOptions.Path)}";
    private const int PageMax = 512; // ids that one step of a listing reads

    private readonly SqliteDatabase _database;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;

    private SqliteJournalStore(SqliteDatabase database, SqliteWriter writer) =>
        (_database, _readers, _writer) = (database, new SqliteReaders(database), writer);

    /// <inheritdoc/>
    public bool IsOrdered => true;

    /// <inheritdoc/>
    public long Generation => _writer.Generation;

    /// <inheritdoc/>
    public bool IsShared => false;

    /// <summary>
    /// Opens the store in a directory, which is created if it does not exist. Throws
    /// <see cref="JournalStoreException"/> if another process has it open or if it is damaged.
    /// </summary>
    public static SqliteJournalStore Open(string directory, SqliteJournalStoreOptions options, TimeProvider time) =>
        Open(
            directory,
            options,
            time,
            static e => Environment.FailFast("The journals could not be made durable.", e));

    /// <summary>Opens the store with a given way to end the process.</summary>
    internal static SqliteJournalStore Open(
        string directory, SqliteJournalStoreOptions options, TimeProvider time, Action<Exception> fatal)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(Path.Combine(directory, FileName), JournalSchema.Schema, PathSetting);
            return new(database, new SqliteWriter(database, options.CheckpointPages, time, fatal));
        }
        catch (Exception e)
        {
            database?.Dispose();
            throw e switch
            {
                SqliteFailureException failure => JournalFailures.Translate(failure),
                SqliteException failure => JournalFailures.Translate(failure),
                _ => e,
            };
        }
    }

    /// <inheritdoc/>
    public ValueTask<JournalContent> ReadAsync(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => reader.Read(id)));
    }

    /// <inheritdoc/>
    public async ValueTask<JournalPosition> ReadPositionAsync(
        JournalId id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(id, cancellationToken).ConfigureAwait(false)).Position;

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        append.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        if (append.Generation is { } generation && generation != Generation)
        {
            return ValueTask.FromException<long>(AppendRequest.Void(append));
        }

        return StorageTraces.IsOn
            ? StorageTraces.AppendAsync("sqlite", append, _writer, Enqueue)
            : new(Enqueue(_writer, append).Task);
    }

    private static AppendRequest Enqueue(SqliteWriter writer, JournalAppend append)
    {
        var request = new AppendRequest(append);
        _ = writer.EnqueueAsync(request);
        return request;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalId> ListAsync(
        string prefix, JournalId after = default,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var (from, includesFrom) = after.IsDefault ? (prefix, true) : (after.Value, false);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (last, includes) = (from, includesFrom);
            var page = Read(reader => reader.Ids(last, includes, PageMax));
            foreach (var id in page)
            {
                if (!id.Value.StartsWith(prefix, StringComparison.Ordinal)) yield break;
                yield return id;
            }

            if (page.Count < PageMax) break;
            (from, includesFrom) = (page[^1].Value, false);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedJournal>> ReadListAsync(
        string list, long? before, int max, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(list);
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => reader.List(list, before ?? long.MaxValue, max)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ListedJournal>> ReadListsAsync(
        string prefix, long? before, int max, CancellationToken cancellationToken = default)
    {
        var end = ListPrefix.EndOf(prefix);
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => reader.Lists(prefix, end, before ?? long.MaxValue, max)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueJournal>> ReadDueAsync(
        DateTimeOffset now, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => reader.Due(now, max, share)));
    }

    /// <inheritdoc/>
    public async ValueTask<JournalSweep> DeleteExpiredAsync(
        DateTimeOffset now, long after, int max, JournalShare share, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var seen = Read(reader => reader.Expiries(after, max, share));
        var expired = seen.Where(row => row.ExpiresAt <= now.ToUnixTimeMilliseconds()).Select(row => row.Key).ToList();
        var deleted = expired.Count == 0
            ? 0
            : await _writer.EnqueueAsync(new DeleteRequest(expired, now)).ConfigureAwait(false);
        return new(seen.Count < max ? null : seen[^1].Key, (int)deleted);
    }

    /// <inheritdoc/>
    public Task OutboxGrowth => _writer.OutboxGrowth;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEvent>> ReadOutboxAsync(
        long after, int max, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => reader.Outbox(after, max)));
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadOutboxEndAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(static reader => reader.OutboxEnd()));
    }

    /// <inheritdoc/>
    public async ValueTask<int> TrimOutboxAsync(
        long upTo, DateTimeOffset before, int max, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (int)await _writer.EnqueueAsync(new TrimRequest(upTo, before, max)).ConfigureAwait(false);
    }

    /// <summary>Completes pending requests and closes the files.</summary>
    public void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
        _database.Dispose();
    }

    private T Read<T>(Func<SqliteReader, T> read) =>
        _writer.Closed is { } closed ? throw closed : _readers.Read(read);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace ShopActors.Storage.FileLog;

/// <summary>
/// The journal store of one process: an append-only log in a directory (docs/design/journal-format.md). All appends of
/// all journals share the syncs of one writer thread. A claim needs no write: the store has one process, whose opening
/// is counted durably, so an epoch of an earlier process can never come back.
/// </summary>
public sealed class FileJournalStore : IJournalStore, IDisposable
{
    private readonly LogCore _core;
    private readonly LogWriter _writer;
    private readonly Func<JournalId, JournalContent?> _read;

    private FileJournalStore(LogCore core, LogWriter writer) => (_core, _writer, _read) = (core, writer, ReadContent);

    /// <inheritdoc/>
    public bool IsOrdered => true;

    /// <inheritdoc/>
    public bool IsInForce(long ownerEpoch) => _core.IsInForce(ownerEpoch);

    /// <summary>The journals that hold something.</summary>
    internal int Count => _core.Index.Count;

    internal long AllocatedBytes => _core.AllocatedBytes;

    internal long LiveBytes => _core.LiveBytes;

    internal long SyncCount => _writer.SyncCount;

    /// <summary>
    /// Opens the store in a directory, which is created if it does not exist. Throws
    /// <see cref="JournalStoreException"/> where another process has it open or where it is damaged.
    /// </summary>
    public static FileJournalStore Open(string path, FileJournalStoreOptions options, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return Open(
            new DiskDirectory(path),
            options,
            time,
            static e => Environment.FailFast("The journal log could not be made durable.", e));
    }

    /// <summary>Opens the store over any file system, with any way to end the process.</summary>
    internal static FileJournalStore Open(
        IStorageDirectory directory, FileJournalStoreOptions options, TimeProvider time, Action<Exception> fatal)
    {
        var core = LogCore.Open(directory, options);
        var store = new FileJournalStore(core, new LogWriter(core, options, time, fatal));
        StorageInstruments.Opened(store);
        return store;
    }

    /// <inheritdoc/>
    public ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new ClaimRequest(id, _read);
        _writer.Enqueue(request);
        return new(request.Task);
    }

    /// <inheritdoc/>
    public ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(append);
        append.Validate();
        cancellationToken.ThrowIfCancellationRequested();
        if (append.IsReliedOn && !IsInForce(append.OwnerEpoch)) return ValueTask.FromException<long>(Void(append));

        var request = new AppendRequest(append);
        _writer.Enqueue(request);
        return new(request.Task);
    }

    /// <inheritdoc/>
    public ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(ReadContent(id));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalId> List(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ThrowIfClosed();
        foreach (var id in FindIds(Encoding.UTF8.GetBytes(prefix)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JournalId(id);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfClosed();
        lock (_core.IndexLock)
        {
            return new([.. _core.WakeUps.Due(now.ToUnixTimeMilliseconds(), max).Select(due => new DueJournal(
                new JournalId(_core.Index.Id(due.Slot)), DateTimeOffset.FromUnixTimeMilliseconds(due.At)))]);
        }
    }

    /// <summary>Completes what has been asked for and closes the files.</summary>
    public void Dispose()
    {
        StorageInstruments.Closed(this);
        _writer.Dispose();
        _core.Dispose();
    }

    private JournalContent? ReadContent(JournalId id)
    {
        ThrowIfClosed();
        var idBytes = Encoding.UTF8.GetBytes(id.Value);
        while (true)
        {
            StreamEntry entry;
            lock (_core.IndexLock)
            {
                var slot = _core.Index.Find(idBytes);
                if (slot < 0) return null;

                entry = _core.Index[slot];
            }

            // Null says that compaction has moved the journal since; its entry then says where to.
            if (JournalChain.Read(_core.Segments, entry, idBytes) is { } records)
            {
                return JournalChain.ToContent(records, entry);
            }

            ThrowIfClosed();
        }
    }

    private List<string> FindIds(byte[] prefix)
    {
        const int Step = 4096; // entries looked at per lock, so that a listing never holds up the writer for long
        var ids = new List<string>();
        for (var (slot, end) = (0, Step); ; end += Step)
        {
            lock (_core.IndexLock)
            {
                for (; slot < Math.Min(end, _core.Index.Count); slot++)
                {
                    if (_core.Index.IdBytes(slot).StartsWith(prefix))
                    {
                        ids.Add(_core.Index.Id(slot));
                    }
                }

                if (slot >= _core.Index.Count) break;
            }
        }

        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    // Nothing has relied on it yet, so nothing else is void because of it.
    private static JournalStoreException Void(JournalAppend append) => new(
        JournalStoreFailure.Unavailable, $"The claim of '{append.Id}' is void: something that it may rely on was not written.");

    private void ThrowIfClosed()
    {
        if (_writer.Closed is { } closed) throw closed;
    }
}

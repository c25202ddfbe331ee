using System.Threading.Channels;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Appends on their way to the writer, which takes them in batches. A statement cannot change a row twice, so a batch
/// has one append of a journal; later ones of the same journal keep their order and wait for the next batches.
/// </summary>
internal sealed class AppendQueue(int batchMax)
{
    // A statement and its arrays stay far below the 1 GB that PostgreSQL takes.
    private const long BatchBytesMax = 16 << 20;

    // More than there are activations that write on one silo, each with one append under way.
    private const int Capacity = 1 << 16;

    private readonly Channel<PendingAppend> _incoming = Channel.CreateBounded<PendingAppend>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    // The writer alone uses what follows. Postponed appends are older than those that are incoming.
    private readonly HashSet<string> _ids = [];
    private List<PendingAppend> _postponed = [];

    /// <summary>False if too many appends wait or the queue is closed.</summary>
    public bool TryAdd(PendingAppend append) => _incoming.Writer.TryWrite(append);

    public void Close() => _incoming.Writer.TryComplete();

    /// <summary>Waits for something to take; false once the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => _postponed.Count > 0 ? new(true) : _incoming.Reader.WaitToReadAsync();

    /// <summary>Takes the next batch up. It is empty if all that waited was cancelled.</summary>
    public List<PendingAppend> Take()
    {
        var batch = new List<PendingAppend>();
        var earlier = _postponed;
        _postponed = [];
        _ids.Clear();
        var (bytes, isFull) = (0L, false);
        foreach (var append in earlier)
        {
            Consider(append);
        }

        while (!isFull && _postponed.Count < batchMax && _incoming.Reader.TryRead(out var append))
        {
            Consider(append);
        }

        return batch;

        void Consider(PendingAppend append)
        {
            isFull |= batch.Count == batchMax || (batch.Count > 0 && bytes + append.Bytes > BatchBytesMax);
            if (isFull || !_ids.Add(append.Append.Id.Value))
            {
                _postponed.Add(append);
            }
            else if (append.TryTake())
            {
                batch.Add(append);
                bytes += append.Bytes;
            }
        }
    }

    /// <summary>Takes all that waits up, for an answer without a batch.</summary>
    public List<PendingAppend> TakeAll()
    {
        var all = _postponed;
        _postponed = [];
        while (_incoming.Reader.TryRead(out var append))
        {
            all.Add(append);
        }

        all.RemoveAll(static append => !append.TryTake());
        return all;
    }
}

using System.Threading.Channels;

namespace ShopActors.Storage.Postgres;

/// <summary>
/// Appends waiting for the writer, which takes them in batches. A statement cannot change a row twice, so a batch holds
/// one append per journal; further appends of the journal keep their order and wait for later batches.
/// </summary>
internal sealed class AppendQueue(int batchMax)
{
    // Keeps a statement and its arrays far below PostgreSQL's limit of 1 GB.
    private const long BatchBytesMax = 16 << 20;

    // More than the number of activations that write on one silo, each with one append in flight.
    private const int Capacity = 1 << 16;

    private readonly Channel<PendingAppend> _incoming = Channel.CreateBounded<PendingAppend>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    // The fields below belong to the writer alone. Postponed appends are older than incoming ones.
    private readonly HashSet<string> _ids = [];
    private List<PendingAppend> _postponed = [];

    /// <summary>Returns false if too many appends are waiting or the queue is closed.</summary>
    public bool TryAdd(PendingAppend append) => _incoming.Writer.TryWrite(append);

    public void Close() => _incoming.Writer.TryComplete();

    /// <summary>Waits for an append; false once the queue is closed and empty.</summary>
    public ValueTask<bool> WaitAsync() => _postponed.Count > 0 ? new(true) : _incoming.Reader.WaitToReadAsync();

    /// <summary>Takes the next batch. It is empty if all waiting appends were cancelled.</summary>
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

    /// <summary>Takes all waiting appends, to fail them without a batch.</summary>
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

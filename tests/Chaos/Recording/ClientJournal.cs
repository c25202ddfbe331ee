using System.Text.Json;
using System.Threading.Channels;

namespace ShopActors.Chaos.Recording;

/// <summary>
/// The clients' own record of the run, on disk before the request leaves and before its answer counts: what it says was
/// acknowledged, was. Waiting entries share one fsync.
/// </summary>
internal sealed class ClientJournal : IAsyncDisposable
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private readonly Channel<(byte[] Line, TaskCompletionSource Done)> _queue =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });

    private readonly FileStream _file;
    private readonly Task _writing;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, ClientOperation> _operations = [];
    private long _lastId;

    public ClientJournal(string path)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _writing = WriteAsync();
    }

    /// <summary>All operations so far; those without an answer as unknown.</summary>
    public IReadOnlyList<ClientOperation> Operations
    {
        get
        {
            lock (_lock)
            {
                return [.. _operations.Values.OrderBy(operation => operation.InvokedAt)];
            }
        }
    }

    public long NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>Records an invocation, or the outcome of one recorded before, and waits until it is on disk.</summary>
    public Task RecordAsync(ClientOperation operation)
    {
        lock (_lock)
        {
            _operations[operation.Id] = operation;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(operation, _json), (byte)'\n'];
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite((line, done)), this);
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var waiting = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            using var batch = new MemoryStream();
            while (_queue.Reader.TryRead(out var entry))
            {
                batch.Write(entry.Line);
                waiting.Add(entry.Done);
            }

            await _file.WriteAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length)).ConfigureAwait(false);
            _file.Flush(flushToDisk: true);
            waiting.ForEach(done => done.SetResult());
            waiting.Clear();
        }
    }
}

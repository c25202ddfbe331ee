using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors.PaymentSimulator;

/// <summary>
/// An append-only file of text lines with checksums, which are on disk before they are acknowledged. Appends that
/// arrive during a flush share the next one. A torn last line is cut off at start; the file does not open if earlier
/// lines are damaged, because lines after them were acknowledged. On a full disk, lines wait until there is space.
/// </summary>
internal sealed class SimulatorLog : IDisposable
{
    private const int SumLength = 16;

    /// <summary>
    /// The file grows by this many zeros at a time: a sync within the file's length is cheaper than one that has to
    /// record a new length.
    /// </summary>
    private const int GrowthBytes = 1024 * 1024;

    // The most bytes that may wait for disk space; more are refused.
    private const int PendingBytesMax = 4 * 1024 * 1024;

    private const int Locked = 11;
    private const int LockedOnWindows = unchecked((int)0x8007_0020);
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    private static readonly TimeSpan FullDiskPause = TimeSpan.FromMilliseconds(100);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly byte[] Zeros = new byte[GrowthBytes];

    private readonly FileStream _file;
    private readonly Thread _writer;

    // The end of the last line and of the zeros after it; used by the writer only.
    private long _end;
    private long _allocated;

    // Guards the fields below; pulsed when there is something to write or the writer must stop.
    private readonly object _lock = new();
    private MemoryStream _pending = new();
    private TaskCompletionSource _pendingDone = NewCompletion();
    private Exception? _failure;
    private bool _closed;

    public SimulatorLog(string path, Action<ReadOnlyMemory<byte>> replay)
    {
        _file = Open(Path.GetFullPath(path));
        try
        {
            _end = _allocated = Replay(_file, replay);
            _file.SetLength(_end);
            _file.Flush(flushToDisk: true);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "payment-simulator-log" };
        _writer.Start();
    }

    /// <summary>Adds a line without line breaks; completes once it is on disk.</summary>
    public Task AppendAsync(ReadOnlySpan<byte> line)
    {
        Span<byte> sum = stackalloc byte[SumLength];
        WriteSum(line, sum);
        lock (_lock)
        {
            if (_failure is not null) return Task.FromException(_failure);
            if (_closed) return Task.FromException(new ObjectDisposedException(nameof(SimulatorLog)));
            if (_pending.Length > PendingBytesMax)
            {
                throw new IOException("Too many lines are waiting for disk space for the payment log.");
            }

            _pending.Write(sum);
            _pending.WriteByte((byte)' ');
            _pending.Write(line);
            _pending.WriteByte((byte)'\n');
            Monitor.Pulse(_lock);
            return _pendingDone.Task;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed) return;
            _closed = true;
            Monitor.Pulse(_lock);
        }

        _writer.Join();
        if (_failure is null) _file.SetLength(_end);
        _file.Dispose();
    }

    /// <summary>
    /// Only one process may write the log: the lock makes a second one fail at once. Only its user may read the file.
    /// </summary>
    private static FileStream Open(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1,
        };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (e.HResult is Locked or LockedOnWindows)
        {
            throw new IOException(
                $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.LogPath)}: {path} is in use by another " +
                "process; set another file.",
                e);
        }
    }

    private void WriteLoop()
    {
        var buffer = new MemoryStream();
        while (true)
        {
            TaskCompletionSource done;
            lock (_lock)
            {
                while (_pending.Length == 0 && !_closed) Monitor.Wait(_lock);
                if (_pending.Length == 0) return;
                (buffer, _pending) = (_pending, buffer);
                (done, _pendingDone) = (_pendingDone, NewCompletion());
            }

            try
            {
                while (!TryWrite(buffer.GetBuffer().AsSpan(0, (int)buffer.Length))) WaitForRoom();
                _file.Flush(flushToDisk: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // After a failed flush it is unknown what is on disk: acknowledge nothing more until a restart.
                Fail(e, done);
                return;
            }

            buffer.SetLength(0);
            done.SetResult();
        }
    }

    /// <summary>Returns false if the disk is full: the next attempt overwrites the lines written so far.</summary>
    private bool TryWrite(ReadOnlySpan<byte> lines)
    {
        try
        {
            while (_end + lines.Length > _allocated)
            {
                _file.Seek(_allocated, SeekOrigin.Begin);
                _file.Write(Zeros);
                _allocated += GrowthBytes;
            }

            _file.Seek(_end, SeekOrigin.Begin);
            _file.Write(lines);
        }
        catch (IOException e) when (e.HResult is NoSpace or QuotaExceeded)
        {
            return false;
        }

        _end += lines.Length;
        return true;
    }

    private void WaitForRoom()
    {
        lock (_lock)
        {
            if (_closed) throw new IOException("The payment log was closed on a full disk.");
            Monitor.Wait(_lock, FullDiskPause);
        }
    }

    private void Fail(Exception failure, TaskCompletionSource done)
    {
        TaskCompletionSource next;
        lock (_lock)
        {
            _failure = failure;
            next = _pendingDone;
        }

        done.SetException(failure);
        next.SetException(failure);
    }

    /// <summary>Passes every complete line to the reader and returns the end of the last one.</summary>
    private static long Replay(FileStream file, Action<ReadOnlyMemory<byte>> replay)
    {
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var end = 0;
        Span<byte> sum = stackalloc byte[SumLength];
        while (end < content.Length)
        {
            var length = content.AsSpan(end).IndexOf((byte)'\n');
            if (length < 0) return end;
            var line = content.AsMemory(end, length);
            if (length > SumLength)
            {
                WriteSum(line.Span[(SumLength + 1)..], sum);
            }

            if (length <= SumLength || !line.Span[..SumLength].SequenceEqual(sum))
            {
                var isLast = content.AsSpan(end + length + 1).IndexOfAnyExcept((byte)0) < 0;
                return isLast
                    ? end
                    : throw new InvalidDataException(string.Create(
                        CultureInfo.InvariantCulture, $"The payment log is damaged at byte {end}."));
            }

            replay(line[(SumLength + 1)..]);
            end += length + 1;
        }

        return end;
    }

    private static void WriteSum(ReadOnlySpan<byte> line, Span<byte> sum)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        var written = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash[..(SumLength / 2)]), sum);
        System.Diagnostics.Debug.Assert(written == SumLength);
    }

    // Continuations must not run on the writer thread, which would wait for them.
    private static TaskCompletionSource NewCompletion() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

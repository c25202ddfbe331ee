using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

internal enum IoCall
{
    List,
    Open,
    Create,
    Rename,
    Delete,
    SyncDirectory,
    Read,
    Write,
    SyncFile,
}

/// <summary>Thrown by every call of a simulated machine that has gone down.</summary>
internal sealed class MachineDownException() : Exception("The simulated machine is down.");

/// <summary>
/// A disk that remembers what is durable: bytes since a file's last sync, and names since the directory's last sync,
/// may each survive a crash or not. Any call can be made to fail or to be the last one before a crash.
/// </summary>
internal sealed class SimulatedDirectory : IStorageDirectory
{
    public const int NoSpace = 28;
    private const int SectorBytes = 512;

    // One lock over all: the store's threads and the test use the disk at the same time.
    private readonly Lock _lock = new();
    private Dictionary<string, SimulatedFile> _names = [];
    private Dictionary<string, SimulatedFile> _durableNames = [];
    private bool _isDown;
    private bool _isLocked;

    /// <summary>Called with the number of each call that changes the disk, before it is done; may throw.</summary>
    public Action<int, IoCall>? Fault { get; set; }

    /// <summary>How many bytes of a write are done before <see cref="Fault"/> is asked: half of them if set.</summary>
    public bool TearsWrites { get; set; }

    public long Capacity { get; set; } = long.MaxValue;

    public int Calls { get; private set; }

    public static IOException DiskFull() => new("No space left on device", NoSpace);

    public static IOException InputOutputError() => new("Input/output error", 5);

    public void Crash() => _isDown = true;

    public IDisposable Lock(string name)
    {
        lock (_lock)
        {
            if (_isLocked) throw new IOException("Resource temporarily unavailable", 11);

            _isLocked = true;
            return new Releaser(this);
        }
    }

    public IReadOnlyList<string> List()
    {
        lock (_lock)
        {
            ThrowIfDown();
            return [.. _names.Keys];
        }
    }

    public IStorageFile Open(string name)
    {
        lock (_lock)
        {
            ThrowIfDown();
            return new Handle(this, _names[name]);
        }
    }

    public IStorageFile Create(string name, long length)
    {
        lock (_lock)
        {
            Before(IoCall.Create);
            if (_names.Values.Distinct().Sum(f => f.Length) + length > Capacity) throw DiskFull();
            if (_names.ContainsKey(name)) throw new IOException("File exists", 17);

            var file = new SimulatedFile(new byte[length]);
            _names.Add(name, file);
            return new Handle(this, file);
        }
    }

    public void Rename(string from, string to)
    {
        lock (_lock)
        {
            Before(IoCall.Rename);
            _names.Add(to, _names[from]);
            _names.Remove(from);
        }
    }

    public void Delete(string name)
    {
        lock (_lock)
        {
            Before(IoCall.Delete);
            _names.Remove(name);
        }
    }

    public void Sync()
    {
        lock (_lock)
        {
            Before(IoCall.SyncDirectory);
            _durableNames = new(_names);
        }
    }

    /// <summary>The current bytes of a file.</summary>
    public byte[] Bytes(string name) => _names[name].Current;

    /// <summary>The disk as the next start may find it. Without a random source nothing un-synced survives.</summary>
    public SimulatedDirectory AfterCrash(Random? survival)
    {
        lock (_lock)
        {
            var names = survival?.Next(2) == 0 ? _names : _durableNames;
            var after = new SimulatedDirectory();
            foreach (var (name, file) in names)
            {
                after._names.Add(name, new SimulatedFile(file.AfterCrash(survival)));
            }

            after._durableNames = new(after._names);
            return after;
        }
    }

    /// <summary>The disk as it is, all of it durable.</summary>
    public SimulatedDirectory Copy()
    {
        var copy = new SimulatedDirectory();
        foreach (var (name, file) in _names)
        {
            copy._names.Add(name, new SimulatedFile([.. file.Current]));
        }

        copy._durableNames = new(copy._names);
        return copy;
    }

    private void ThrowIfDown()
    {
        if (_isDown) throw new MachineDownException();
    }

    private void Before(IoCall call)
    {
        ThrowIfDown();
        Fault?.Invoke(++Calls, call);
        ThrowIfDown();
    }

    private sealed class SimulatedFile(byte[] bytes)
    {
        private readonly List<(int Offset, byte[] Before)> _unsynced = [];

        public byte[] Current => bytes;

        public long Length => bytes.Length;

        public void Write(int offset, ReadOnlySpan<byte> data)
        {
            // Kept by sector, the unit that a disk writes or does not write.
            for (var at = offset / SectorBytes * SectorBytes; at < offset + data.Length; at += SectorBytes)
            {
                _unsynced.Add((at, bytes[at..Math.Min(at + SectorBytes, bytes.Length)]));
            }

            data.CopyTo(bytes.AsSpan(offset));
        }

        public void Sync() => _unsynced.Clear();

        public byte[] AfterCrash(Random? survival)
        {
            byte[] result = [.. bytes];
            var survivors = new Dictionary<int, bool>();
            for (var i = _unsynced.Count - 1; i >= 0; i--)
            {
                var (offset, before) = _unsynced[i];
                if (!survivors.TryGetValue(offset, out var survives))
                {
                    survivors.Add(offset, survives = survival?.Next(2) == 0);
                }

                if (!survives)
                {
                    before.CopyTo(result, offset);
                }
            }

            return result;
        }
    }

    private sealed class Handle(SimulatedDirectory disk, SimulatedFile file) : IStorageFile
    {
        private bool _isDisposed;

        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer)
        {
            lock (disk._lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                disk.ThrowIfDown();
                var count = (int)Math.Clamp(file.Length - offset, 0, buffer.Length);
                file.Current.AsSpan((int)offset, count).CopyTo(buffer);
                return count;
            }
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            lock (disk._lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                disk.ThrowIfDown();
                if (disk.TearsWrites)
                {
                    file.Write((int)offset, bytes[..(bytes.Length / 2)]);
                }

                disk.Before(IoCall.Write);
                file.Write((int)offset, bytes);
            }
        }

        public void Sync()
        {
            lock (disk._lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                disk.Before(IoCall.SyncFile);
                file.Sync();
            }
        }

        public void Dispose() => _isDisposed = true;
    }

    private sealed class Releaser(SimulatedDirectory disk) : IDisposable
    {
        public void Dispose() => disk._isLocked = false;
    }
}

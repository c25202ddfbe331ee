using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShopActors.Storage.FileLog;

/// <summary>A directory of the operating system's file system.</summary>
internal sealed partial class DiskDirectory : IStorageDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    public DiskDirectory(string path)
    {
        // Customers' names and addresses are in here: only the process's own user may read them.
        _path = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_path);
        else Directory.CreateDirectory(_path, OwnerOnly | UnixFileMode.UserExecute);
    }

    public IDisposable Lock(string name)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(PathOf(name), options);
    }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(_path).Select(p => Path.GetFileName(p))];

    public IStorageFile Open(string name) => new DiskFile(
        System.IO.File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.Read));

    public IStorageFile Create(string name, long length)
    {
        var handle = System.IO.File.OpenHandle(
            PathOf(name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.None, length);
        try
        {
            // Before there is anything in it to read.
            if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(handle, OwnerOnly);
            RandomAccess.SetLength(handle, length);
            return new DiskFile(handle);
        }
        catch
        {
            handle.Dispose();
            System.IO.File.Delete(PathOf(name));
            throw;
        }
    }

    public void Rename(string from, string to) => System.IO.File.Move(PathOf(from), PathOf(to));

    public void Delete(string name) => System.IO.File.Delete(PathOf(name));

    public void Sync()
    {
        // Windows has no such call; its file systems journal names themselves.
        if (OperatingSystem.IsWindows()) return;

        var descriptor = Native.Open(_path, 0);
        if (descriptor < 0)
        {
            throw new IOException($"The directory cannot be opened for fsync: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            if (Native.Sync(descriptor) != 0)
            {
                throw new IOException($"fsync of the directory failed: error {Marshal.GetLastPInvokeError()}.");
            }
        }
        finally
        {
            _ = Native.Close(descriptor);
        }
    }

    private string PathOf(string name) => Path.Combine(_path, name);

    private sealed class DiskFile(SafeFileHandle handle) : IStorageFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public int Read(long offset, Span<byte> buffer)
        {
            var total = 0;
            while (total < buffer.Length)
            {
                var read = RandomAccess.Read(handle, buffer[total..], offset + total);
                if (read == 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void Sync()
        {
            if (!OperatingSystem.IsLinux())
            {
                RandomAccess.FlushToDisk(handle);
                return;
            }

            // The length and blocks of a segment are fixed when it is created, so fdatasync is enough and spares the
            // journal commit that fsync pays for the file's times.
            if (Native.DataSync(handle) != 0)
            {
                throw new IOException($"fdatasync failed: error {Marshal.GetLastPInvokeError()}.");
            }
        }

        public void Dispose() => handle.Dispose();
    }

    private static partial class Native
    {
        [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
        public static partial int Open(string path, int flags);

        [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
        public static partial int Sync(int descriptor);

        [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
        public static partial int Close(int descriptor);

        [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
        public static partial int DataSync(SafeFileHandle handle);
    }
}

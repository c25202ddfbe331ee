using System.Globalization;

namespace ShopActors.Chaos.Network;

/// <summary>
/// Which process a local TCP port belongs to, from what Linux tells in /proc: a connection names no process, but its
/// socket has an inode, and a process has its sockets among its open files.
/// </summary>
internal static class PortOwner
{
    private const int LocalAddress = 1;
    private const int RemoteAddress = 2;
    private const int Inode = 9;

    /// <summary>
    /// The name of the process whose connection goes from one port to the other; empty where it is none of them.
    /// </summary>
    public static string Find(int localPort, int remotePort, IEnumerable<(string Name, int ProcessId)> processes)
    {
        if (InodeOf(localPort, remotePort) is not { } inode) return "";

        var socket = $"socket:[{inode}]";
        return processes.FirstOrDefault(process => HasOpen(process.ProcessId, socket)).Name ?? "";
    }

    private static string? InodeOf(int localPort, int remotePort)
    {
        foreach (var table in new[] { "/proc/net/tcp", "/proc/net/tcp6" })
        {
            if (!File.Exists(table)) continue;

            foreach (var line in File.ReadLines(table).Skip(1))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (PortOf(fields[LocalAddress]) == localPort && PortOf(fields[RemoteAddress]) == remotePort)
                {
                    return fields[Inode];
                }
            }
        }

        return null;
    }

    private static int PortOf(string address) =>
        int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static bool HasOpen(int processId, string socket)
    {
        try
        {
            return new DirectoryInfo($"/proc/{processId}/fd").EnumerateFileSystemInfos()
                .Any(file => file.LinkTarget == socket);
        }
        catch (IOException)
        {
            // The process has ended, or closed a file meanwhile.
            return false;
        }
    }
}

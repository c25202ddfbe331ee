using System.Globalization;

namespace ShopActors.TestKit;

/// <summary>The TCP ports that a process listens on, from what Linux tells in /proc.</summary>
internal static class ListeningPorts
{
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;
    private const string Listening = "0A";

    private static readonly string[] _tables = ["tcp", "tcp6"];

    public static IReadOnlyList<int> Of(int processId)
    {
        var sockets = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd")
            .Select(file => new FileInfo(file).LinkTarget).ToHashSet();
        return [.. _tables
            .Select(table => $"/proc/{processId}/net/{table}").Where(File.Exists)
            .SelectMany(table => File.ReadLines(table).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[State] == Listening && sockets.Contains($"socket:[{fields[Inode]}]"))
            .Select(fields => PortOf(fields[LocalAddress])).Distinct().Order()];
    }

    private static int PortOf(string address) =>
        int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

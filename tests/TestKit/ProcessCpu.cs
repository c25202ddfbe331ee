using System.Globalization;

namespace ShopActors.TestKit;

/// <summary>CPU time of a process and all its descendants, as the kernel counts it in /proc.</summary>
internal static class ProcessCpu
{
    // USER_HZ is 100 on every Linux that .NET supports.
    private const double TicksPerSecond = 100;

    /// <summary>The seconds of CPU used so far, children that have ended and were waited for included.</summary>
    public static double SecondsOfTree(int rootId)
    {
        var all = new Dictionary<int, (int Parent, double Seconds)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id)
                && Read(directory) is { } row)
            {
                all[id] = row;
            }
        }

        return all.Where(row => IsInTree(row.Key)).Sum(row => row.Value.Seconds);

        bool IsInTree(int id)
        {
            while (id != rootId)
            {
                if (!all.TryGetValue(id, out var row)) return false;
                id = row.Parent;
            }

            return true;
        }
    }

    private static (int Parent, double Seconds)? Read(string directory)
    {
        try
        {
            // The second field is the command in brackets and may hold blanks, so the fields are counted after it.
            var line = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), ticks / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

namespace ShopActors.TestKit;

/// <summary>What the threads of a process are doing as the kernel sees it: the evidence of one that hangs.</summary>
internal static class ProcessThreads
{
    public static string Describe(int processId)
    {
        try
        {
            var threads = Directory.EnumerateDirectories($"/proc/{processId}/task")
                .Select(thread => $"{Read(thread, "comm")} in {Read(thread, "wchan")}")
                .CountBy(text => text)
                .Select(group => $"{group.Value} × {group.Key}");
            return $"used {ProcessCpu.SecondsOfTree(processId):N2} s of CPU, threads: {string.Join(", ", threads)}";
        }
        catch (IOException)
        {
            return "it is gone";
        }
    }

    private static string Read(string thread, string file) => File.ReadAllText(Path.Combine(thread, file)).Trim();
}

using System.Diagnostics;

namespace ShopActors.TestKit;

/// <summary>
/// Makes the disk of a process fail: a small C library (disk-faults.c), preloaded into it, lets syncs fail and the disk
/// be full.
/// </summary>
internal sealed class DiskFaults(string directory)
{
    public const string Tool = "gcc";
    public const string Install = "apt-get update && apt-get install -y gcc libc6-dev";

    private readonly string _library = Path.Combine(directory, "disk-faults.so");
    private readonly string _full = Path.Combine(directory, "disk-is-full");

    /// <summary>Compiles the library; to be called first.</summary>
    public async Task PrepareAsync()
    {
        var source = Path.Combine(RepositoryLayout.Root, "tests", "TestKit", "disk-faults.c");
        using var compiler = Process.Start(Tool, ["-shared", "-fPIC", "-O1", "-o", _library, source, "-ldl"]);
        await compiler.WaitForExitAsync().ConfigureAwait(false);
        if (compiler.ExitCode != 0) throw new InvalidOperationException($"{source} does not compile.");
    }

    /// <summary>The environment of a process whose disk is full while <see cref="Fill"/> says so.</summary>
    public (string Name, string Value)[] FullOnDemand => [("LD_PRELOAD", _library), ("FAULT_FULL", _full)];

    /// <summary>The environment of a process whose syncs fail after so many.</summary>
    public (string Name, string Value)[] SyncsFailAfter(int count) =>
        [("LD_PRELOAD", _library), ("FAULT_SYNC_AFTER", $"{count}")];

    public void Fill() => File.WriteAllText(_full, "");

    public void MakeRoom() => File.Delete(_full);
}

/// <summary>A test that makes a disk fail.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DiskFaultsFactAttribute() : RequiresToolFactAttribute(DiskFaults.Tool, DiskFaults.Install);

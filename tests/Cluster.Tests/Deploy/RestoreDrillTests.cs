using System.Diagnostics;
using System.Runtime.Versioning;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Deploy;

/// <summary>
/// The drills of docs/operations.md: back a shop up at work, destroy it, restore it, audit it. The script checks what
/// the audit finds; its commands are the documented ones.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class RestoreDrillTests
{
    private const string Sqlite = "sqlite3";

    [RequiresToolFact(Sqlite, "apt-get install sqlite3")]
    public Task Drill_OfACopyThatSqliteMakes_RestoresEveryOrderOfBeforeTheBackup() =>
        DrillAsync("sqlite", "audit: orders confirmed: 3, violations: 1, of them paid after the backup: 1");

    [PostgresFact]
    public Task Drill_OfABaseBackupAndTheLog_RestoresEveryOrderOfBeforeTheAccident() =>
        DrillAsync("postgres", "audit: orders confirmed: 4, violations: 1, of them paid after the backup: 1");

    [Fact]
    public void Drill_UsesTheDocumentedCommands()
    {
        var script = File.ReadAllText(Yaml.DeployPath("local", "restore-drill.sh"));
        var operations = File.ReadAllText(Path.Combine(RepositoryLayout.Root, "docs", "operations.md"));
        Assert.All(
            (string[])
            [
                "VACUUM INTO 'backup/shop.db'", "PRAGMA integrity_check", "archive_mode = on", "archive_timeout = 60",
                "--checkpoint=fast --wal-method=stream", "recovery_target_action = 'promote'", "recovery.signal",
                "restore-drill.sh",
            ],
            command =>
            {
                Assert.Contains(command, script, StringComparison.Ordinal);
                Assert.Contains(command, operations, StringComparison.Ordinal);
            });
    }

    private static async Task DrillAsync(string kind, string found)
    {
        var start = new ProcessStartInfo("bash", [Yaml.DeployPath("local", "restore-drill.sh"), kind])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SHOP_CONFIGURATION"] = RepositoryLayout.Configuration;
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync();
        var transcript = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.True(bash.ExitCode == 0, transcript + await errors);
        Assert.Contains(found, transcript, StringComparison.Ordinal);
        Assert.Contains("the buyer's token opens the order", transcript, StringComparison.Ordinal);
    }
}

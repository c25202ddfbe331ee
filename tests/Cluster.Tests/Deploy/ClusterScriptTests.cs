using System.Diagnostics;
using System.Runtime.Versioning;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Deploy;

[UnsupportedOSPlatform("windows")]
public sealed class ClusterScriptTests
{
    [Fact]
    public async Task Script_WithoutCommand_ExplainsItselfAndFails()
    {
        var (code, output) = await RunAsync();

        Assert.Equal(2, code);
        Assert.All(
            (string[])["up [N]", "status", "kill SILO", "down"],
            command => Assert.Contains(command, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_WithNothingStarted_SaysDown()
    {
        var (code, output) = await RunAsync("status");

        Assert.Equal(0, code);
        Assert.Equal("down", output.Trim());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("100")]
    public async Task Up_WithANumberThatIsNone_StartsNothing(string number)
    {
        var (code, output) = await RunAsync("up", number);

        Assert.Equal(1, code);
        Assert.Contains("1 to 99", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("../redis")]
    public async Task Kill_OfASiloThatIsNone_KillsNothing(string silo)
    {
        var (code, output) = await RunAsync("kill", silo);

        Assert.Equal(1, code);
        Assert.Contains("which silo?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Down_WithAnotherProcessUnderARecordedId_LeavesItAlone()
    {
        using var home = new TemporaryDirectory("cluster-script-");
        // The id of this very process, but with a start time that it never had.
        await File.WriteAllTextAsync(Path.Combine(home.Child("run"), "redis.pid"), $"{Environment.ProcessId} 1\n");

        var (code, _) = await RunInAsync(home.FullName, "down");

        Assert.Equal(0, code);
        Assert.False(Directory.Exists(Path.Combine(home.FullName, "run")));
    }

    [ClusterFact]
    public async Task Up_WithOneSilo_ServesWithCertificatesOfItsOwnUntilDown()
    {
        using var home = new TemporaryDirectory("cluster-script-");
        try
        {
            var (code, output) = await RunInAsync(home.FullName, "up", "1");
            Assert.True(code == 0, output);
            var address = new Uri(output.TrimEnd().Split('\n')[^1].Replace("API ", "", StringComparison.Ordinal));
            using var client = new ShopClient(address, 1);
            Assert.NotEmpty(await client.ReadSkusAsync(1, CancellationToken.None));

            var (_, status) = await RunInAsync(home.FullName, "status");
            Assert.Equal(5, status.Split('\n').Count(line => line.Contains(" ready ", StringComparison.Ordinal)));
            var keys = Directory.GetFiles(home.File("certificates"), "*.key");
            Assert.Equal(3, keys.Length);
            Assert.All(
                [.. keys, home.File("postgres-password")],
                key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(home.File("postgres")));
        }
        finally
        {
            await RunInAsync(home.FullName, "down");
        }

        Assert.Equal("down", (await RunInAsync(home.FullName, "status")).Output.Trim());
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var home = new TemporaryDirectory("cluster-script-");
        return await RunInAsync(home.FullName, arguments);
    }

    private static async Task<(int Code, string Output)> RunInAsync(string home, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Yaml.DeployPath("local", "cluster.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SHOP_RUN_DIR"] = home;
        start.Environment["SHOP_NO_BUILD"] = "1";
        start.Environment["SHOP_CONFIGURATION"] = RepositoryLayout.Configuration;
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, output + await errors);
    }
}

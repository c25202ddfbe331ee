namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>
/// The linters and generators of package-lock.json, installed below obj, and a folder to run them in with the
/// description and the files beside this one.
/// </summary>
internal sealed class NodePackages : IDisposable
{
    public const string Tool = "npm";
    public const string Install = "apt-get update && apt-get install -y nodejs npm";

    private const string Lock = "package-lock.json";

    private static readonly string Sources = Path.Combine(RepositoryLayout.Root, "tests", "WebApi.Tests", "OpenApi");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // The programs send nothing to their makers.
    private static readonly Dictionary<string, string> Quiet = new()
    {
        ["REDOCLY_TELEMETRY"] = "off",
        ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true",
        ["DO_NOT_TRACK"] = "1",
        ["CI"] = "true",
    };

    private readonly string _home;
    private readonly TemporaryDirectory _logs = new("npm-");
    private int _runs;

    private NodePackages(string home) => _home = home;

    /// <summary>Installs the packages unless those of the same lock file are there.</summary>
    public static async Task<NodePackages> InstallAsync()
    {
        var home = Directory.CreateDirectory(
            Path.Combine(RepositoryLayout.Root, "tests", "WebApi.Tests", "obj", "npm")).FullName;
        var packages = new NodePackages(home);
        foreach (var file in Directory.GetFiles(Sources).Where(file => Path.GetExtension(file) != ".cs"))
        {
            File.Copy(file, packages.PathOf(Path.GetFileName(file)), overwrite: true);
        }

        File.Copy(ApiDocument.CommittedPath, packages.PathOf("openapi.json"), overwrite: true);
        var wanted = await File.ReadAllTextAsync(packages.PathOf(Lock));
        var installed = packages.PathOf("installed.json");
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed) != wanted)
        {
            // Packages run no scripts when they are installed.
            await packages.RunAsync(Tool, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            await File.WriteAllTextAsync(installed, wanted);
        }

        return packages;
    }

    public string PathOf(string file) => Path.Combine(_home, file);

    /// <summary>Runs a program of the packages and returns what it printed; fails the test if it fails.</summary>
    public Task<string> RunPackageAsync(string program, params string[] arguments) =>
        RunAsync(PathOf(Path.Combine("node_modules", ".bin", program)), arguments);

    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var log = _logs.File($"{++_runs}.log");
        var process = ChildProcess.Start(new()
        {
            Name = program,
            FileName = program,
            Arguments = arguments,
            Environment = Quiet,
            WorkingDirectory = _home,
            LogPath = log,
        });
        int exitCode;
        await using (process)
        {
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token);
            exitCode = process.ExitCode;
        }

        var printed = await File.ReadAllTextAsync(log);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{printed}");
        return printed;
    }

    public void Dispose() => _logs.Dispose();
}

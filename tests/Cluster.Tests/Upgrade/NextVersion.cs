namespace ShopActors.Cluster.Tests.Upgrade;

/// <summary>
/// The next version of the shop: a copy of its sources with changes of the kinds that an upgrade brings, published. A
/// snapshot that travels gets a member, and an interface a method and a higher version. Nothing calls the method yet: a
/// silo that lacks it cannot read the call, so that is for the version after (docs/operations.md).
/// </summary>
internal static class NextVersion
{
    private static readonly string[] SkippedFolders = ["bin", "obj"];

    private static readonly SourceEdit[] Edits =
    [
        new(
            "src/Grains.Interfaces/Carts/CartSnapshot.cs",
            """^    \[Id\(\d+\)\]\n    public OrderId\? LockedBy .*\n""",
            match => $$"""
                {{match.Value}}
                    /// <summary>The units of all lines. No member of this version has such an id.</summary>
                    [Id(1000)]
                    public int? Units { get; init; }

                """),
        new(
            "src/Grains/Carts/CartState.cs",
            """^(?<indent> +)LockedBy = Lock\?\.Order,$""",
            match => match.Value + $"\n{match.Groups["indent"].Value}Units = Lines.Sum(static line => line.Quantity),"),
        new(
            "src/Grains.Interfaces/Stock/IStockGrain.cs",
            """^\[Alias\("shop\.stock"\)(?<more>.*)\]\npublic interface IStockGrain""",
            match => match.Groups["more"].Value.Contains("Version(1)", StringComparison.Ordinal)
                ? match.Value.Replace("Version(1)", "Version(2)", StringComparison.Ordinal)
                : match.Value.Replace(
                    "Alias(\"shop.stock\")", "Alias(\"shop.stock\"), Orleans.CodeGeneration.Version(1)",
                    StringComparison.Ordinal)),
        new(
            "src/Grains.Interfaces/Stock/IStockGrain.cs",
            """^(?<attributes>    \[.*)Alias\("get"\)(?<more>.*\]\n)    Task<Result<StockSnapshot>> Get\(\);\n""",
            match => match.Value + "\n    /// <summary>What <see cref=\"Get\"/> answers.</summary>\n"
                + $"{match.Groups["attributes"].Value}Alias(\"look\"){match.Groups["more"].Value}"
                + "    Task<Result<StockSnapshot>> Look();\n"),
        new(
            "src/Grains/Stock/StockGrain.cs",
            """^    public Task<Result<StockSnapshot>> Get\(\) =>.*$""",
            match => "    public Task<Result<StockSnapshot>> Look() => Get();\n\n" + match.Value),
    ];

    /// <summary>Makes it and gives the path of its silo program.</summary>
    public static async Task<string> PublishSiloAsync(string home, CancellationToken cancellationToken)
    {
        var sources = Path.Combine(home, "sources");
        Copy(Path.Combine(RepositoryLayout.Root, "src"), Path.Combine(sources, "src"));
        Copy(Path.Combine(RepositoryLayout.Root, "eng"), Path.Combine(sources, "eng"));
        foreach (var file in new[] { "global.json", ".editorconfig" }.Concat(
            Directory.EnumerateFiles(RepositoryLayout.Root, "Directory.*").Select(path => Path.GetFileName(path))))
        {
            File.Copy(Path.Combine(RepositoryLayout.Root, file), Path.Combine(sources, file));
        }

        foreach (var edit in Edits) edit.Apply(sources);

        var output = Path.Combine(home, "next");
        var log = Path.Combine(home, "publish.out");
        // No server may outlive the command, or the wait for its output would have no end.
        await using var publish = ChildProcess.Start(new()
        {
            Name = "publish",
            FileName = "dotnet",
            Arguments =
            [
                "publish", Path.Combine(sources, "src", "Silo"), "-c", "Release", "-o", output, "-nologo", "-v", "q",
                "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:RunAnalyzers=false",
            ],
            WorkingDirectory = sources,
            LogPath = log,
        });
        await publish.WaitForExitAsync(cancellationToken);
        Assert.True(
            publish.ExitCode == 0,
            $"The next version does not build:\n{await File.ReadAllTextAsync(log, cancellationToken)}");
        return Path.Combine(output, "ShopActors.Silo.dll");
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            var name = Path.GetFileName(folder);
            if (!SkippedFolders.Contains(name, StringComparer.Ordinal)) Copy(folder, Path.Combine(to, name));
        }
    }
}

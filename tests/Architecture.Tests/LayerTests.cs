using System.Text.RegularExpressions;

namespace ShopActors.Architecture.Tests;

/// <summary>The dependency arrows of ARCHITECTURE.md and engine/ARCHITECTURE.md.</summary>
public sealed partial class LayerTests
{
    /// <summary>Folders of engine/Nola.Runtime from the bottom up; folders of one row do not know each other's insides.</summary>
    private static readonly string[][] EngineLayers =
    [
        ["Diagnostics"],
        ["Serialization"],
        ["Scheduling"],
        ["Networking"],
        ["Messaging"],
        ["Membership"],
        ["Placement"],
        ["Activation", "Enumeration", "Filters", "Timers", "Storage"],
        ["Reminders", "Streams", "Observers", "Management", "Services"],
        ["Hosting"],
    ];

    [Fact]
    public void EngineFolders_UseOnlyFoldersBelowThem()
    {
        var rank = EngineLayers
            .SelectMany((folders, index) => folders.Select(folder => (folder, index)))
            .ToDictionary(row => row.folder, row => row.index, StringComparer.Ordinal);
        var violations =
            from file in Repository.CSharpFiles
            where file.IsIn("engine/Nola.Runtime")
            let parts = file.Path.Split('/')
            where parts.Length > 3
            let folder = parts[2]
            from line in file.Lines
            let match = EngineUsing().Match(line)
            where match.Success
            let used = match.Groups["folder"].Value
            where used != folder && (!rank.ContainsKey(folder) || !rank.TryGetValue(used, out var below) || below > rank[folder])
            select $"{file.Path}: {line.Trim()}";
        AssertNone(violations);
    }

    [Fact]
    public void Engine_KnowsNothingOfTheShop() =>
        AssertNone(
            from file in Repository.CSharpFiles
            where file.IsIn("engine")
            from line in file.Lines
            where line.Contains("ShopActors", StringComparison.Ordinal) && line.Contains("using", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void Shop_UsesTheProgrammingModelAndNotItsImplementation() =>
        AssertNone(
            from file in Repository.CSharpFiles
            where file.IsIn("src", "tests") && !file.IsIn("tests/Architecture.Tests")
            from line in file.Lines
            where NolaName().IsMatch(line)
            select $"{file.Path}: {line.Trim()}");

    [Fact]
    public void Projects_NameTheActorRuntimeOnlyThroughItsProperty()
    {
        var violations =
            from path in Repository.Files("*.csproj")
            where path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)
            from line in File.ReadAllLines(Path.Combine(Repository.Root, path))
            where line.Contains("Microsoft.Orleans", StringComparison.Ordinal) || line.Contains("Nola.", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}";
        AssertNone(violations);
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "ShopActors.sln")).Replace('\\', '/');
        AssertNone(Repository.Files("*.csproj").Where(path => !solution.Contains(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Grains_DoNotKnowTheApi() =>
        AssertNone(
            from file in Repository.CSharpFiles
            where file.IsIn("src/Grains", "src/Grains.Interfaces", "src/Storage")
            from line in file.Lines
            where line.Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}");

    private static void AssertNone(IEnumerable<string> violations)
    {
        var list = violations.Distinct().ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }

    [GeneratedRegex(@"^using (?:static )?Nola\.Runtime\.(?<folder>\w+)")]
    private static partial Regex EngineUsing();

    [GeneratedRegex(@"\bNola\.\w+")]
    private static partial Regex NolaName();
}

using System.Xml.Linq;

namespace ShopActors.Architecture.Tests;

/// <summary>The dependency arrows of ARCHITECTURE.md.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Programs_AreNotReferencedByOtherSources()
    {
        var projects = Repository.Files("*.csproj")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .Select(path => (Path: path, Xml: XDocument.Load(Path.Combine(Repository.Root, path))))
            .ToList();
        var programs = projects.Where(project => IsProgram(project.Xml)).Select(project => project.Path).ToHashSet();
        Assert.Contains("src/WebApi/WebApi.csproj", programs);
        AssertNone(
            from project in projects
            from reference in project.Xml.Descendants("ProjectReference")
            let target = Path.GetRelativePath(
                Repository.Root,
                Path.GetFullPath(Path.Combine(
                    Repository.Root, Path.GetDirectoryName(project.Path)!, reference.Attribute("Include")!.Value)))
            where programs.Contains(target)
            select $"{project.Path} references {target}");
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

    private static bool IsProgram(XDocument project) =>
        project.Descendants("OutputType").SingleOrDefault()?.Value is { } type
            ? type == "Exe"
            : project.Root!.Attribute("Sdk")!.Value == "Microsoft.NET.Sdk.Web";
}

using System.Xml.Linq;

namespace ShopActors.Architecture.Tests;

/// <summary>What only project files show: the compiler drops a reference that no type uses.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void Programs_AreNotReferencedByOtherSources()
    {
        var projects = Repository.Files("*.csproj")
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .ToDictionary(path => path, path => XDocument.Load(Path.Combine(Repository.Root, path)));
        var programs = projects.Where(project => IsProgram(project.Value)).Select(project => project.Key).ToHashSet();

        Assert.Contains("src/WebApi/WebApi.csproj", programs);
        Assert.Empty(
            from project in projects
            from reference in project.Value.Descendants("ProjectReference")
            let path = Path.Combine(Path.GetDirectoryName(project.Key)!, reference.Attribute("Include")!.Value)
            let target = Path.GetRelativePath(Repository.Root, Path.GetFullPath(path, Repository.Root))
            where programs.Contains(target)
            select $"{project.Key} references {target}");
    }

    [Fact]
    public void Solution_HoldsEveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "ShopActors.sln")).Replace('\\', '/');

        Assert.All(Repository.Files("*.csproj"), path => Assert.Contains(path, solution, StringComparison.Ordinal));
    }

    private static bool IsProgram(XDocument project) =>
        project.Descendants("OutputType").SingleOrDefault()?.Value is { } type
            ? type == "Exe"
            : project.Root!.Attribute("Sdk")!.Value == "Microsoft.NET.Sdk.Web";
}

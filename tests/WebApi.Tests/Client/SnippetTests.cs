namespace ShopActors.Client.Tests;

/// <summary>What docs/api.md shows of the client is run by a test.</summary>
public sealed class SnippetTests
{
    private const string Fence = "```";
    private const string Begin = "// <snippet>";
    private const string End = "// </snippet>";

    private static readonly string Source =
        Path.Combine(RepositoryLayout.Root, "tests", "WebApi.Tests", "Client", "OrderLifeTests.cs");

    [Fact]
    public void Page_ShowsTheTestsLines()
    {
        var lines = File.ReadAllLines(Source);
        var begin = lines.Single(line => line.Trim() == Begin);
        var indent = begin.Length - Begin.Length;

        var tested = lines.SkipWhile(line => line != begin).Skip(1).TakeWhile(line => line.Trim() != End)
            .Select(line => line.Length > indent ? line[indent..] : line);
        var shown = File.ReadAllLines(Path.Combine(RepositoryLayout.Root, "docs", "api.md"))
            .SkipWhile(line => line != Fence + "csharp").Skip(1).TakeWhile(line => line != Fence);

        Assert.Equal(tested, shown);
    }
}

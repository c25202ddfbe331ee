namespace ShopActors.Architecture.Tests;

/// <summary>What the README shows is what is built and run.</summary>
public sealed class ReadmeTests
{
    private const string Heading = "## Test a grain";
    private const string Fence = "```";
    private const string Example = "tests/Example.Tests/LastUnitTests.cs";

    [Fact]
    public void TestAGrain_ShowsTheExampleAsItIs()
    {
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));

        var shown = readme
            .SkipWhile(line => line != Heading)
            .SkipWhile(line => line != Fence + "csharp")
            .Skip(1)
            .TakeWhile(line => line != Fence);

        Assert.Equal(File.ReadAllLines(Path.Combine(Repository.Root, Example)), shown);
    }
}

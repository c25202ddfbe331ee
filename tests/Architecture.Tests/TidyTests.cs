using System.Text.RegularExpressions;

namespace ShopActors.Architecture.Tests;

/// <summary>Budgets and habits of the source text (STYLE.md).</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 400;
    private const int TestFileLinesMax = 600;
    private const int LineLengthMax = 140; // 120 is the aim; signatures of the model may need a little more.
    private const int DepthMax = 4; // Folders below the root, the file not counted.

    [Fact]
    public void Files_StayWithinTheirLineBudget() =>
        AssertNone(Repository.CSharpFiles
            .Where(file => file.Lines.Length > (file.IsTest ? TestFileLinesMax : FileLinesMax))
            .Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void Lines_StayWithinTheirLength() =>
        AssertNone(Repository.CSharpFiles.SelectMany(file => file.Lines
            .Select((line, index) => (line, index))
            .Where(row => row.line.Length > LineLengthMax)
            .Select(row => $"{file.Path}:{row.index + 1}: {row.line.Length} characters")));

    [Fact]
    public void Folders_StayShallow() =>
        AssertNone(Repository.CSharpFiles
            .Where(file => file.Path.Count(c => c == '/') > DepthMax)
            .Select(file => file.Path));

    [Fact]
    public void Folders_AreConcepts() =>
        AssertNone(Repository.CSharpFiles
            .Where(file => MeaninglessFolder().IsMatch(file.Path))
            .Select(file => file.Path));

    [Fact]
    public void Text_HasNoUnfinishedWork() =>
        AssertNone(Matches(UnfinishedWork()));

    [Fact]
    public void Text_HasNoRegions() =>
        AssertNone(Matches(RegionDirective()));

    [Fact]
    public void ShopSources_HaveNoConditionalCompilation() =>
        AssertNone(Repository.CSharpFiles
            .Where(file => file.IsIn("src", "tests") && !file.IsIn("tests/Architecture.Tests"))
            .SelectMany(file => Matches(file, ConditionalCompilation())));

    [Fact]
    public void PublicTypes_HaveAFileOfTheirOwn()
    {
        var crowded =
            from file in Repository.CSharpFiles
            where file.IsIn("src")
            let types = file.Lines.Select(line => PublicTopLevelType().Match(line)).Where(match => match.Success)
                .Select(match => (Kind: match.Groups["kind"].Value, Name: match.Groups["name"].Value,
                    Closed: match.Groups["modifiers"].Value.Contains("abstract", StringComparison.Ordinal)))
                .ToList()
            let distinct = types.Where(type => type.Kind is not "enum").Select(type => type.Name).Distinct().ToList()
            // A closed hierarchy may share the file of its abstract base.
            where distinct.Count > 1 && !types.Any(type => type.Closed)
            select $"{file.Path}: {string.Join(", ", distinct)}";
        AssertNone(crowded);
    }

    private static IEnumerable<string> Matches(Regex pattern) =>
        Repository.CSharpFiles
            .Where(file => !file.IsIn("tests/Architecture.Tests"))
            .SelectMany(file => Matches(file, pattern));

    private static IEnumerable<string> Matches(SourceFile file, Regex pattern) =>
        file.Lines
            .Select((line, index) => (line, index))
            .Where(row => pattern.IsMatch(row.line))
            .Select(row => $"{file.Path}:{row.index + 1}: {row.line.Trim()}");

    private static void AssertNone(IEnumerable<string> violations)
    {
        var list = violations.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }

    [GeneratedRegex("/(Common|Helpers|Utils|Misc|Shared)/")]
    private static partial Regex MeaninglessFolder();

    [GeneratedRegex(@"\b(TODO(?!\s*\(#\d+\))|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex UnfinishedWork();

    [GeneratedRegex(@"^\s*#region")]
    private static partial Regex RegionDirective();

    [GeneratedRegex(@"^\s*#if\b")]
    private static partial Regex ConditionalCompilation();

    [GeneratedRegex(@"^public (?<modifiers>(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*)" +
        @"(?<kind>class|record struct|record|struct|interface|enum) (?<name>\w+)")]
    private static partial Regex PublicTopLevelType();
}

using System.Text.RegularExpressions;

namespace ShopActors.Architecture.Tests;

/// <summary>Budgets and habits of the source text (STYLE.md).</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 400;
    private const int TestFileLinesMax = 600;
    private const int LineLengthMax = 120;
    private const int DepthMax = 4; // Folders below the root, the file not counted.

    private static readonly string[] MeaninglessFolders =
        ["Common", "Helpers", "Utils", "Misc", "Shared", "Primitives"];

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
            .Where(file => file.Path.Split('/')[..^1].Intersect(MeaninglessFolders).Any())
            .Select(file => file.Path));

    /// <summary><c>&lt;value&gt;</c> stands beside <c>&lt;summary&gt;</c>, never inside it.</summary>
    [Fact]
    public void Defaults_StandBesideTheSummary() =>
        AssertNone(
            from file in Repository.CSharpFiles
            where file.IsIn("src")
            let comments = string.Join('\n', file.Lines.Where(line => IsDirective(line, "///")))
            from Match match in Summary().Matches(comments)
            where match.Value.Contains("<value>", StringComparison.Ordinal)
            select $"{file.Path}: {match.Value}");

    [Fact]
    public void Comments_NameExistingPages() =>
        AssertNone(
            from file in Repository.CSharpFiles
            where file.IsIn("src")
            from line in file.Lines
            from Match match in Page().Matches(line)
            where !File.Exists(Path.Combine(Repository.Root, match.Value))
            select $"{file.Path}: {match.Value}");

    [Fact]
    public void Text_HasNoUnfinishedWork() =>
        AssertNone(Find(UnfinishedWork().IsMatch));

    [Fact]
    public void Text_HasNoRegions() =>
        AssertNone(Find(line => IsDirective(line, "#region")));

    [Fact]
    public void ShopSources_HaveNoConditionalCompilation() =>
        AssertNone(Find(line => IsDirective(line, "#if"), "src", "tests"));

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

    private static IEnumerable<string> Find(Func<string, bool> isWrong, params string[] folders) =>
        from file in Repository.CSharpFiles
        where folders.Length == 0 || file.IsIn(folders)
        where !file.IsIn("tests/Architecture.Tests")
        from row in file.Lines.Select((line, index) => (Line: line, Number: index + 1))
        where isWrong(row.Line)
        select $"{file.Path}:{row.Number}: {row.Line.Trim()}";

    private static bool IsDirective(string line, string name) =>
        line.AsSpan().TrimStart().StartsWith(name, StringComparison.Ordinal);

    private static void AssertNone(IEnumerable<string> violations)
    {
        var list = violations.ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }

    [GeneratedRegex(@"docs/[\w./-]+\.md")]
    private static partial Regex Page();

    [GeneratedRegex("<summary>.*?</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex(@"\b(TODO(?!\s*\(#\d+\))|FIXME|HACK|XXX)\b")]
    private static partial Regex UnfinishedWork();

    [GeneratedRegex(@"^public (?<modifiers>(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*)" +
        @"(?<kind>class|record struct|record|struct|interface|enum) (?<name>\w+)")]
    private static partial Regex PublicTopLevelType();
}

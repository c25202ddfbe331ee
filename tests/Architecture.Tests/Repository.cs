using ShopActors.TestKit;

namespace ShopActors.Architecture.Tests;

/// <summary>The source tree the tests read, found upwards from the test assembly.</summary>
internal static class Repository
{
    private static readonly string[] SkippedFolders = ["bin", "obj", ".git", "artifacts", "TestResults", "data"];

    public static string Root => RepositoryLayout.Root;

    public static IReadOnlyList<SourceFile> CSharpFiles { get; } =
        [.. Files("*.cs").Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Root, path))))];

    public static IEnumerable<string> Files(string pattern) =>
        Walk(Root, pattern).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
        {
            yield return file;
        }

        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (SkippedFolders.Contains(Path.GetFileName(child), StringComparer.Ordinal)) continue;
            foreach (var file in Walk(child, pattern))
            {
                yield return file;
            }
        }
    }
}

/// <summary>A source file by its path from the repository's root.</summary>
internal sealed record SourceFile(string Path, string[] Lines)
{
    public bool IsIn(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder + "/", StringComparison.Ordinal)) return true;
        }

        return false;
    }

    public bool IsTest => Path.Contains(".Tests/", StringComparison.Ordinal);
}

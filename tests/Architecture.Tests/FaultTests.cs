using System.Text.RegularExpressions;

namespace ShopActors.Architecture.Tests;

/// <summary>
/// Every fault of a payment provider (B) and of its webhooks (C) that docs/guarantees.md lists has a test that carries
/// its id in its name.
/// </summary>
public sealed partial class FaultTests
{
    [Fact]
    public void Faults_OfProviderAndWebhooks_AreTested()
    {
        var listed = File.ReadLines(Path.Combine(Repository.Root, "docs", "guarantees.md"))
            .Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value).ToList();
        var tested = Repository.CSharpFiles.Where(file => file.IsTest)
            .SelectMany(file => file.Lines).SelectMany(line => Test().Matches(line))
            .Select(test => test.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(21, listed.Count);
        Assert.Empty(listed.Except(tested));
        Assert.Empty(tested.Except(listed));
    }

    [GeneratedRegex(@"^\| ([BC]\d+) \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"(?:void|Task) ([BC]\d+)_\w+\(")]
    private static partial Regex Test();
}

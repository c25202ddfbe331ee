using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Tests.Problems;

/// <summary>The table from error codes to HTTP is complete.</summary>
public sealed partial class ProblemTableTests
{
    [Fact]
    public void EveryCodeInTheGrains_HasARow()
    {
        var missing = Literals("ShopActors.Grains.dll")
            .Where(text => Code().IsMatch(text))
            .Where(code => ProblemTable.Of(code).Status == 500)
            .Distinct()
            .ToList();

        Assert.True(missing.Count == 0, "Codes without a row: " + string.Join(", ", missing));
    }

    [Fact]
    public void EveryReasonForCancelling_HasARow()
    {
        var reasons = typeof(CancelReasons).GetFields().Select(field => (string)field.GetValue(null)!);

        Assert.All(reasons, reason => Assert.NotEqual(500, ProblemTable.Of("order.cancelled." + reason).Status));
    }

    [Fact]
    public void PublicCodes_AreLowerCaseWords() =>
        Assert.All(ProblemTable.Codes, code => Assert.Matches("^[a-z_]+$", ProblemTable.Of(code).Code));

    /// <summary>Every string literal in an assembly, from its user string heap.</summary>
    private static IEnumerable<string> Literals(string assembly)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly));
        using var portable = new PEReader(stream);
        var metadata = portable.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = System.Reflection.Metadata.Ecma335.MetadataTokens.UserStringHandle(0);
             !handle.IsNil || texts.Count == 0;
             handle = System.Reflection.Metadata.Ecma335.MetadataReaderExtensions.GetNextHandle(metadata, handle))
        {
            texts.Add(metadata.GetUserString(handle));
        }

        return texts;
    }

    [GeneratedRegex(@"^(catalog|stock|cart|order|payment|customer|audit)\.[a-z][a-z-]*$")]
    private static partial Regex Code();
}

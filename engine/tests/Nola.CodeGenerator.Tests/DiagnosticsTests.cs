namespace Nola.CodeGenerator.Tests;

public sealed class DiagnosticsTests
{
    [Theory]
    [InlineData(
        "ORLEANS0001",
            "public class G : Grain, IG { [AlwaysInterleave] public Task M() => Task.CompletedTask; } public "
                + "interface IG : IGrainWithStringKey { Task M(); }")]
    [InlineData("ORLEANS0002", "public interface IG : IGrainWithStringKey { Task M(ref int x); }")]
    [InlineData("ORLEANS0002", "public interface IG : IGrainWithStringKey { Task M(out int x); }")]
    [InlineData("ORLEANS0004", "[GenerateSerializer] public class C { public int Value { get; set; } }")]
    [InlineData(
        "ORLEANS0004", "[GenerateSerializer] public class C { private int _value = 1; public int V => _value; }")]
    [InlineData("ORLEANS0006",
        "[GenerateSerializer] public abstract class C { [Id(0)] public abstract int Value { get; set; } }")]
    [InlineData("ORLEANS0008", "public interface IG : IGrainWithStringKey { int Value { get; } }")]
    [InlineData("ORLEANS0009", "public interface IG : IGrainWithStringKey { int M(); }")]
    [InlineData("ORLEANS0011",
        "public interface IG : IGrainWithStringKey { [Alias(\"a\")] Task M(); [Alias(\"a\")] Task N(); }")]
    [InlineData(
        "ORLEANS0012",
            "[GenerateSerializer] public class C { [Id(0)] public int A { get; set; } [Id(0)] public int B { get; "
                + "set; } }")]
    [InlineData("ORLEANS0013", "[Alias(\"g\")] public class G : Grain { }")]
    [InlineData("ORLEANS0101", "[GenerateSerializer] public class C { [Id(0)] public int Value => 1; }")]
    [InlineData(
        "ORLEANS0107", "public class Outer { [GenerateSerializer] private class C { [Id(0)] public int Value; } }")]
    [InlineData("ORLEANS0107", "[GenerateSerializer] file class C { [Id(0)] public int Value; }")]
    [InlineData("ORLEANS0109",
        "public interface IG : IGrainWithStringKey { Task M(CancellationToken a, CancellationToken b); }")]
    [InlineData("NOLA0001", "public interface IG : IGrainWithStringKey { [Id(1)] Task M(); [Id(1)] Task N(); }")]
    public void InvalidSource_IsReportedOnce(string id, string source)
    {
        var run = GeneratorHarness.Run("using Orleans.Concurrency;\nnamespace Demo;\n" + source);
        Assert.Equal([id], run.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.All(
            run.Result.Diagnostics, diagnostic => Assert.True(diagnostic.Location.GetLineSpan().Path == "Sample.cs"));
    }

    [Fact]
    public void DeclaringAssemblyIsTheSame_IsReported()
    {
        var run = GeneratorHarness
            .Run("[assembly: GenerateCodeForDeclaringAssembly(typeof(Demo.C))]\nnamespace Demo { public class C; }");
        Assert.Equal(["ORLEANS0108"], run.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData(
        "[GenerateSerializer] public class C { [Id(0)] public int A { get; } [NonSerialized] private int _b; public "
            + "int B => _b++; public int Computed => A; }")]
    [InlineData("[GenerateSerializer] public record R(int A, string B) { [Id(0)] public int C { get; init; } }")]
    [InlineData("[GenerateSerializer] public readonly record struct S([property: Id(0)] int A);")]
    [InlineData(
        "[GenerateSerializer] public class C<T>(T value) where T : class, new() { [Id(0)] public T Value { get; } = "
            + "value; }")]
    [InlineData("public class Outer { [GenerateSerializer] protected internal class C { [Id(0)] public int Value; } }")]
    [InlineData(
        "public interface IG : IGrainWithStringKey { static int Zero => 0; Task M(in int x = 1) => "
            + "Task.CompletedTask; }", "ORLEANS0002")]
    [InlineData(
        "public interface IG : IGrainWithStringKey { static int Zero => 0; Task M(int @class = 1, params string[] "
            + "@params) => Task.CompletedTask; }")]
    public void ValidSource_Compiles(string source, params string[] expected)
    {
        var run = GeneratorHarness.Run("namespace Demo;\n" + source);
        Assert.Equal(expected, run.Result.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Empty(run.CompilerFindings);
    }

    [Fact]
    public void PositionalMembersThatAreNotSerialized_NeedNoIds()
    {
        var run = GeneratorHarness.Run("""
            namespace Demo;
            [GenerateSerializer(IncludePrimaryConstructorParameters = false)]
            public record Plain(int Number) { [Id(0)] public int Other { get; init; } }
            """);
        Assert.Empty(run.Result.Diagnostics);
        Assert.DoesNotContain("Number", run.Source("OrleansCodeGen.Demo.Codec_Plain.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingId_Suppressed_IsNotReported()
    {
        var run = GeneratorHarness.Run("""
            namespace Demo;
            [GenerateSerializer]
            [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "ORLEANS0004:Add attributes")]
            public class Plain { [Id(0)] public int Other { get; init; } public int Left { get; set; } }
            """);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.CompilerFindings);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Nola.CodeGenerator.Tests;

/// <summary>An edit costs only what it changes.</summary>
public sealed class IncrementalTests
{
    private const string Source = """
        namespace Demo;
        public interface IFooGrain : IGrainWithStringKey { Task<Order> Get(Order order); }
        public sealed class FooGrain : Grain, IFooGrain { public Task<Order> Get(Order order) =>
            Task.FromResult(order); }
        [GenerateSerializer] public sealed class Order { [Id(0)] public int Number { get; set; } }
        [GenerateSerializer] public sealed class Other { [Id(0)] public int Number { get; set; } }
        """;

    [Fact]
    public void UnrelatedEdit_AllOutputs_AreCached()
    {
        var outputs = OutputsAfter(compilation => compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(
                "namespace Demo; public class Unrelated { public int Value; }", GeneratorHarness.ParseOptions)));
        Assert.All(outputs, output => Assert.True(IsUnchanged(output.Reason), output.ToString()));
        Assert.NotEmpty(outputs);
    }

    [Fact]
    public void EditWithinTheSameFile_AllOutputs_AreCached()
    {
        var outputs = OutputsAfter(
            compilation => Replace(compilation, "Task.FromResult(order)", "Task.FromResult<Order>( order )"));
        Assert.All(outputs, output => Assert.True(IsUnchanged(output.Reason), output.ToString()));
    }

    [Fact]
    public void ChangedType_ItsOutputAlone_IsMadeAgain()
    {
        var outputs = OutputsAfter(compilation => Replace(
            compilation, "class Other { [Id(0)] public int Number", "class Other { [Id(0)] public long Number"));
        Assert.Equal(1, outputs.Count(output => !IsUnchanged(output.Reason)));
    }

    [Fact]
    public void PipelineModels_HoldNoSymbolsOrSyntax()
    {
        var driver = GeneratorHarness.CreateDriver().RunGenerators(GeneratorHarness.Compile(Source));
        string[] steps =
        [
            SerializationAndProxyGenerator.InterfacesStep, SerializationAndProxyGenerator.SerializablesStep,
            SerializationAndProxyGenerator.AssemblyStep, SerializationAndProxyGenerator.ManifestStep,
        ];
        var tracked = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (var value in steps.SelectMany(step => tracked[step]).SelectMany(step => step.Outputs)
            .Select(output => output.Value))
        {
            AssertHoldsNoCompilation(value, []);
        }
    }

    private static bool IsUnchanged(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static CSharpCompilation Replace(CSharpCompilation compilation, string oldText, string newText)
    {
        var tree = compilation.SyntaxTrees.Single(candidate => candidate.FilePath == "Sample.cs");
        var text = tree.GetText().ToString();
        Assert.Contains(oldText, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(
            tree,
            CSharpSyntaxTree.ParseText(text
                .Replace(oldText, newText, StringComparison.Ordinal), GeneratorHarness.ParseOptions, tree.FilePath));
    }

    private static List<(object Value, IncrementalStepRunReason Reason)> OutputsAfter(
        Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var compilation = GeneratorHarness.Compile(Source);
        var driver = GeneratorHarness.CreateDriver().RunGenerators(compilation).RunGenerators(edit(compilation));
        return [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.Values
            .SelectMany(steps => steps).SelectMany(step => step.Outputs)];
    }

    private static void AssertHoldsNoCompilation(object? value, HashSet<object> visited)
    {
        if (value is null or string || value.GetType().IsPrimitive || !visited.Add(value)) return;
        Assert.False(value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location, value.GetType().FullName);
        foreach (var field in value.GetType().GetFields(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
        {
            if (!field.FieldType.IsPointer) AssertHoldsNoCompilation(field.GetValue(value), visited);
        }

        if (value is not System.Collections.IEnumerable items) return;
        foreach (var item in items)
        {
            AssertHoldsNoCompilation(item, visited);
        }
    }
}

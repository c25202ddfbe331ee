using System.Runtime.CompilerServices;

namespace Nola.CodeGenerator.Tests;

/// <summary>
/// Generated code as reviewed: a change of the generator shows in these files. Set NOLA_ACCEPT_SNAPSHOTS=1 to accept
/// it.
/// </summary>
public sealed class SnapshotTests
{
    private const string AcceptVariable = "NOLA_ACCEPT_SNAPSHOTS";

    [Fact]
    public void GrainInterface_Proxy_IsAsReviewed() =>
        Verify("OrleansCodeGen.Demo.Proxy_ICartGrain.g.cs", """
            using Orleans.Concurrency;
            namespace Demo;
            public interface ICartGrain : IGrainWithStringKey
            {
                [Alias("add")] Task<int> Add(string sku, List<int> quantities, CancellationToken cancellationToken =
                    default);
                [OneWay] Task Touch();
                [ReadOnly, ResponseTimeout("00:00:05")] ValueTask<T?> Get<T>([Immutable] T[] keys) where T : class;
                IAsyncEnumerable<string> Watch();
            }
            """);

    [Fact]
    public void GenericInterface_Proxy_IsAsReviewed() =>
        Verify("OrleansCodeGen.Demo.Proxy_IBox_1.g.cs", """
            namespace Demo;
            public interface IPlain { ValueTask Ping(); }
            public interface IBox<T> : IGrainObserver, IPlain where T : notnull { void Put(T value); }
            """);

    [Fact]
    public void RecordWithPrimaryConstructor_Codec_IsAsReviewed() =>
        Verify("OrleansCodeGen.Demo.Codec_Line.g.cs", """
            namespace Demo;
            [GenerateSerializer]
            public enum Kind : byte { A, B }
            [GenerateSerializer]
            public sealed record Line(string Sku, Kind Kind, List<int> Counts) { [Id(0)] public required Guid Id { get;
                init; } }
            """);

    [Fact]
    public void DerivedGenericClass_Codec_IsAsReviewed() =>
        Verify("OrleansCodeGen.Demo.Codec_Derived_1.g.cs", """
            namespace Demo;
            [GenerateSerializer] public abstract class Base { [Id(0)] private readonly int _value = 1; public int Value
                => _value; }
            [GenerateSerializer] public class Derived<T> : Base { [Id(0)] public T? Item { get; private set; } }
            """);

    [Fact]
    public void Struct_Codec_IsAsReviewed() =>
        Verify("OrleansCodeGen.Demo.Codec_Range.g.cs", """
            namespace Demo;
            [GenerateSerializer]
            public struct Range { [Id(0)] public int From { get; init; } [Id(1)] public int[] Steps; }
            """);

    [Fact]
    public void Assembly_Manifest_IsAsReviewed() =>
        Verify("Manifest.g.cs", """
            namespace Demo;
            public interface IThingGrain : IGrainWithGuidKey { Task Do(); }
            public sealed class ThingGrain : Grain, IThingGrain { public Task Do() => Task.CompletedTask; }
            public sealed class Outer { private sealed class Hidden : Grain, IThingGrain { public Task Do() =>
                Task.CompletedTask; } }
            [GenerateSerializer, Alias("thing")] public sealed class Thing { [Id(0)] public int Value { get; set; } }
            [GenerateSerializer, Immutable] public sealed record Fixed(int Value);
            [GenerateSerializer] public enum Colour { Red }
            [GenerateSerializer] public struct Surrogate { [Id(0)] public int Value; }
            public class Foreign { public int Value; }
            [RegisterConverter]
            public sealed class ForeignConverter : IConverter<Foreign, Surrogate>
            {
                public Foreign ConvertFromSurrogate(in Surrogate surrogate) => new() { Value = surrogate.Value };
                public Surrogate ConvertToSurrogate(in Foreign value) => new() { Value = value.Value };
            }
            """);

    private static void Verify(string hintName, string source, [CallerFilePath] string testFile = "")
    {
        var run = GeneratorHarness.Run(source);
        Assert.Empty(run.CompilerFindings);

        var actual = run.Source(hintName);
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots", hintName + ".txt");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"There is no snapshot {hintName}.txt yet: run with {AcceptVariable}=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }
}

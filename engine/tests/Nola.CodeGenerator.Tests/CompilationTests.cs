using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Nola.CodeGenerator.Tests;

/// <summary>Generated code compiles in projects with nullable references and every warning an error.</summary>
public sealed class CompilationTests
{
    [Fact]
    public void EveryShapeOfInterface_Compiles() => AssertCompiles("""
        using Orleans.Concurrency;
        using Orleans.Runtime;
        namespace Demo.@class
        {
            public interface IBase : IGrain { Task<string?> Hello(string? name, int n = 4, CancellationToken ct =
                default); }
            public interface IPlain { Task P(int @class, object?[] more); }
            [Alias("foo")]
            public interface IFoo : IBase, IGrainWithStringKey, IPlain
            {
                [Id(7)] Task A();
                Task A(int overload);
                Task A(string? overload);
                [OneWay] Task B(List<int?> list, params string?[] more);
                ValueTask C((int A, string? B)? tuple, DayOfWeek day);
                [ReadOnly, ResponseTimeout("00:00:05")] ValueTask<Dictionary<string, List<int[]>>?> D([Immutable]
                    int[,] matrix);
                IAsyncEnumerable<int?> E(CancellationToken token, int a);
                Task<T?> G<T, TOther>(T? value, TOther? other, IFoo self) where T : class, new() where TOther : struct;
                [Obsolete("old")] Task Old();
                [return: Immutable] Task<byte[]> Bytes(Immutable<byte[]> bytes);
            }
            public interface IGen<T> : IGrainWithIntegerKey where T : notnull { Task<T> Get(T? value); Task<TOther>
                Conv<TOther>(T v); }
            public interface IClosed : IGen<List<string>>, IGen<int> { }
            public interface IObs : IGrainObserver { void Tell(string s); Task<int> Ask(); }
            public interface IExt : IGrainExtension { Task Extend(); }
            public interface ITarget : ISystemTarget { Task Hit(); }
            public class Outer<T> { public interface INested : IGrainWithGuidKey { Task<T> M(); } }
            internal interface IHidden : IGrainWithGuidKey { Task M(IHidden other); }
            public partial interface IParts : IGrainWithGuidKey { Task M(); }
            public partial interface IParts { Task N(); }
        }
        public interface IGlobal : IGrainWithGuidKey { Task M(); }
        public class @event;
        public interface @if : IGrainWithGuidKey { Task<@event> @static(@event? @new); }
        public interface IContra<in T> { Task M(T a); }
        public interface IContraBase : IContra<object>;
        public interface IContraDerived : IContraBase, IContra<string> { Task IContra<object>.M(object o) =>
            Task.CompletedTask; }
        public interface IContraGrain : IContraDerived, IGrainWithGuidKey;
        """);

    [Fact]
    public void EveryShapeOfSerializableType_Compiles() => AssertCompiles("""
        namespace Demo
        {
            [GenerateSerializer] public enum Colour : ulong { Red = ulong.MaxValue }
            [GenerateSerializer, Immutable] public readonly record struct Money(long Minor, string Currency);
            [GenerateSerializer] public sealed record Order([property: Id(4)] int X, List<Money> Lines)
            {
                [Id(0)] public required string Name { get; init; }
                [Id(1)] private readonly int _y = 5;
                public int Y => _y;
                [Id(2)] public Order? Parent { get; private set; }
            }
            [GenerateSerializer] public abstract record Shape(int Sides) { [Id(0)] public string? Label { get; init; } }
            [GenerateSerializer] public sealed record Square(int Length) : Shape(4);
            [GenerateSerializer] public class MyException : Exception { [Id(0)] public int Code { get; set; } }
            [GenerateSerializer] public class Odd
            {
                private Odd() { }
                [Id(0)] public int @event;
                [Id(1)] protected internal string? Text { get; init; }
                [Id(2)] public required Dictionary<string, (int A, Colour? B)[]> Map { get; set; }
                [Id(3)] public dynamic? Anything { get; set; }
                [Id(4)] public virtual int Virtual { get; set; }
                [Id(5)] public int Wrapped { get => _wrapped; private set => _wrapped = value; }
                [NonSerialized] private int _wrapped;
                public static Odd Make() => new() { Map = [] };
            }
            public partial class Outer<T> where T : struct
            {
                [GenerateSerializer] public partial struct Inner<TOther> where TOther : class?
                {
                    [Id(0)] public T? A;
                    [Id(1)] private TOther _b;
                    public TOther B { get => _b; set => _b = value; }
                }
            }
            [GenerateSerializer] public readonly struct Fixed { [Id(0)] public readonly int[] Values; public
                Fixed(int[] values) => Values = values; }
            [GenerateSerializer(IncludePrimaryConstructorParameters = true)]
            public class Primary(int number) { public int Number { get; } = number; }
        }
        """);

    [Fact]
    public void TypesOfAnotherAssembly_OnRequest_GetCode()
    {
        var foreign = CSharpCompilation.Create(
            "Foreign",
            [CSharpSyntaxTree.ParseText("""
                using System.Threading.Tasks;
                using Orleans;
                namespace Foreign;
                public interface IForeignGrain : IGrainWithStringKey { Task<Dto> M(Dto dto); }
                [GenerateSerializer] public record Dto(int A) { [Id(0)] public string? B { get; init; } }
                [GenerateSerializer] internal class Hidden { [Id(0)] public int A; }
                """, GeneratorHarness.ParseOptions)],
            GeneratorHarness.Compile("").References,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Assert.True(foreign.Emit(image).Success);

        var run = GeneratorHarness.Run(
            "[assembly: GenerateCodeForDeclaringAssembly(typeof(Foreign.Dto))]",
            MetadataReference.CreateFromImage(image.ToArray()));

        Assert.Empty(run.CompilerFindings);
        Assert.Equal(
            ["Manifest.g.cs", "OrleansCodeGen.Foreign.Codec_Dto.g.cs",
                "OrleansCodeGen.Foreign.Proxy_IForeignGrain.g.cs"],
            run.Result.GeneratedSources.Select(source => source.HintName).Order());
        Assert.Contains("case 1U: ", run.Source("OrleansCodeGen.Foreign.Codec_Dto.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void CompilationWithoutTheModel_NothingIsGenerated()
    {
        var compilation = CSharpCompilation
            .Create("Plain", [CSharpSyntaxTree.ParseText("public class C;", GeneratorHarness.ParseOptions)]);
        var result = GeneratorHarness.CreateDriver().RunGenerators(compilation).GetRunResult();
        Assert.Empty(result.GeneratedTrees);
    }

    [Fact]
    public void NamesThatMeetInOneInterface_Compile() => AssertCompiles("""
        using Orleans.Runtime;
        namespace Demo
        {
        #pragma warning disable CS0693
            public interface IHides<T> : IGrainWithGuidKey { Task<T> M(T own); Task<T> M<T>(T hiding) where T : notnull; }
        #pragma warning restore CS0693
            public interface IFirst { [Alias("get")] Task<int> Get(); [Id(1)] Task A(); }
            public interface ISecond { [Alias("get")] Task<int> Get(); [Id(1)] Task B(); }
            public interface IBoth : IGrainExtension, IFirst, ISecond { }
            public interface ICancels : IGrainWithGuidKey { Task M(int a, GrainCancellationToken token); }
        }
        """);

    [Fact]
    public void MemberNobodyMayUse_IsLeftOut()
    {
        var run = GeneratorHarness.Run("""
            namespace Demo
            {
                [GenerateSerializer] public sealed class Old
                {
                    [Id(0)] public int Used { get; set; }
                    [Obsolete("gone", error: true), Id(1)] public int Unusable { get; set; }
                }
            }
            """);

        Assert.Empty(run.CompilerFindings);
        Assert.DoesNotContain(
            "Unusable", run.Source("OrleansCodeGen.Demo.Codec_Old.g.cs"), StringComparison.Ordinal);
    }

    private static void AssertCompiles(string source)
    {
        var run = GeneratorHarness.Run(source);
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.CompilerFindings);
    }
}

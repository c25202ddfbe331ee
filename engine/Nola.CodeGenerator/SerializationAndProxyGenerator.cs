using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nola.CodeGenerator.Emit;
using Nola.CodeGenerator.Model;
using Nola.CodeGenerator.Parsing;

namespace Nola.CodeGenerator;

/// <summary>
/// Generates proxies, requests, codecs, copiers and the manifest. Symbols are turned into models that compare by
/// content
/// in the first step of every branch, so an edit that changes no model causes no output.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SerializationAndProxyGenerator : IIncrementalGenerator
{
    internal const string InterfacesStep = "Interfaces";
    internal const string SerializablesStep = "Serializables";
    internal const string AssemblyStep = "Assembly";
    internal const string ManifestStep = "Manifest";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider
            .Select(AssemblyParser.Parse)
            .WithTrackingName(AssemblyStep);
        var isSupported = assembly.Select(static (model, _) => model.IsSupported);

        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, token) =>
                    syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol type
                    && IsFirstPart(type, syntax.Node, token)
                        ? InterfaceParser.Parse(type, syntax.SemanticModel.Compilation.Assembly, token)
                        : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        var allInterfaces =
            OwnAndForeign(interfaces, assembly, static model => model.ForeignInterfaces, InterfacesStep);

        var serializables = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                SerializableParser.GenerateSerializer,
                static (_, _) => true,
                static (syntax, token) => SerializableParser.Parse((INamedTypeSymbol)syntax.TargetSymbol, token))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        var allSerializables = OwnAndForeign(
            serializables, assembly, static model => model.ForeignSerializables, SerializablesStep);

        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) =>
                    node is TypeDeclarationSyntax { BaseList: not null } and not InterfaceDeclarationSyntax,
                static (syntax, token) =>
                    syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol type
                    && IsFirstPart(type, syntax.Node, token)
                        ? GrainClassParser.Parse(type)
                        : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        var foreignClasses = assembly.SelectMany(static (model, _) => model.ForeignGrainClasses.ToImmutableArray())
            .Select(static (model, _) => new GrainClassModel(model.Reference, EquatableArray<DiagnosticModel>.Empty));
        var allClasses = classes.Collect().Combine(foreignClasses.Collect())
            .Select(static (pair, _) => pair.Left.AddRange(pair.Right));

        var converters = Marked(context, "Orleans.RegisterConverterAttribute");
        var codecs = Marked(context, "Orleans.RegisterSerializerAttribute");
        var copiers = Marked(context, "Orleans.RegisterCopierAttribute");
        var activators = Marked(context, "Orleans.RegisterActivatorAttribute");

        context.RegisterSourceOutput(
            allInterfaces.Combine(isSupported), static (output, pair) => Output(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(
            allSerializables.Combine(isSupported), static (output, pair) => Output(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(classes, static (output, model) => Report(output, model.Diagnostics));
        context.RegisterSourceOutput(assembly, static (output, model) => Report(output, model.Diagnostics));

        var manifest = assembly
            .Combine(Entries(allInterfaces.Where(static model => model.IsEmittable)
                .Select(static (model, _) => InterfaceEntry.From(model))))
            .Combine(Entries(allSerializables.Where(static model => model.IsEmittable)
                .Select(static (model, _) => SerializerEntry.From(model))))
            .Combine(allClasses.Select(static (models, _) => models.Where(model => model.Reference.Length > 0)
                .Select(model => model.Reference).Distinct().ToEquatableArray()))
            .Combine(converters.Combine(codecs).Combine(copiers).Combine(activators))
            .WithTrackingName(ManifestStep);
        context.RegisterSourceOutput(manifest, static (output, input) =>
        {
            var ((((model, interfaceEntries), serializerEntries), grainClasses),
                (((converterTypes, codecTypes), copierTypes), activatorTypes)) = input;
            OutputManifest(output, new(
                model, [.. interfaceEntries], [.. serializerEntries], [.. grainClasses], [.. converterTypes],
                [.. codecTypes.Concat(copierTypes).Concat(activatorTypes).Distinct()]));
        });
    }

    private static IncrementalValueProvider<EquatableArray<T>> Entries<T>(IncrementalValuesProvider<T> entries)
        where T : IEquatable<T> => entries.Collect().Select(static (items, _) => new EquatableArray<T>(items));

    private static IncrementalValuesProvider<T> OwnAndForeign<T>(
        IncrementalValuesProvider<T> own,
        IncrementalValueProvider<AssemblyModel> assembly,
        Func<AssemblyModel, EquatableArray<T>> foreign,
        string step)
        where T : IEquatable<T> =>
        own.Collect().Combine(assembly.Select((model, _) => foreign(model)))
            .SelectMany(static (pair, _) => pair.Left.AddRange(pair.Right))
            .WithTrackingName(step);

    private static IncrementalValueProvider<EquatableArray<string>> Marked(
        IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (_, _) => true,
                static (syntax, _) => TypeReferences.Expression((INamedTypeSymbol)syntax.TargetSymbol))
            .Collect()
            .Select(static (items, _) => new EquatableArray<string>(items));

    // A partial type has several declarations; one of them stands for all.
    private static bool IsFirstPart(INamedTypeSymbol type, SyntaxNode node, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences.Length == 1
        || type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .First(syntax => syntax is BaseTypeDeclarationSyntax { BaseList: not null }) == node;

    private static void Output(SourceProductionContext output, InterfaceModel model, bool isSupported)
    {
        Report(output, model.Diagnostics);
        if (!isSupported || !model.IsEmittable) return;
        output.AddSource(Names.File($"{model.ProxyNamespace}.{model.ProxyName}"), ProxyEmitter.Emit(model));
    }

    private static void Output(SourceProductionContext output, SerializableModel model, bool isSupported)
    {
        Report(output, model.Diagnostics);
        if (!isSupported || !model.IsEmittable || model.Kind == SerializableKind.Enum) return;
        output.AddSource(Names.File($"{model.CodeNamespace}.Codec_{model.CodeName}"), SerializerEmitter.Emit(model));
    }

    private static void OutputManifest(SourceProductionContext output, ManifestContent content)
    {
        if (content.Assembly.IsSupported && !content.IsEmpty) output
            .AddSource("Manifest.g.cs", ManifestEmitter.Emit(content));
    }

    private static void Report(SourceProductionContext output, EquatableArray<DiagnosticModel> findings)
    {
        foreach (var finding in findings)
        {
            output.ReportDiagnostic(finding.ToDiagnostic());
        }
    }
}

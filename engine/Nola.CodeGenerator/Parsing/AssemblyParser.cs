using Microsoft.CodeAnalysis;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Finds application parts among the references, and types of other assemblies that need code here.</summary>
internal static class AssemblyParser
{
    private const string Part = "Orleans.ApplicationPartAttribute";
    private const string CodeForDeclaringAssembly = "Orleans.GenerateCodeForDeclaringAssemblyAttribute";

    public static AssemblyModel Parse(Compilation compilation, CancellationToken cancellationToken)
    {
        var name = compilation.AssemblyName ?? "";
        if (compilation.GetTypeByMetadataName("Orleans.CodeGeneration.GeneratedManifests") is null)
        {
            return new(name, false, default, default, default, default, default);
        }

        var findings = new List<DiagnosticModel>();
        var interfaces = new List<InterfaceModel>();
        var serializables = new List<SerializableModel>();
        var grainClasses = new List<NamedTypeModel>();
        foreach (var foreign in DeclaringAssemblies(compilation, findings))
        {
            foreach (var type in Types(foreign.GlobalNamespace))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!IsVisible(type, compilation.Assembly)) continue;

                if (InterfaceParser.Parse(type, compilation.Assembly, cancellationToken) is { IsEmittable: true } model)
                {
                    interfaces.Add(model);
                }

                if (SerializableParser.Parse(type, cancellationToken) is { IsEmittable: true } serializable)
                {
                    serializables.Add(serializable);
                }

                if (GrainClassParser.Parse(type) is { Reference.Length: > 0 } grain) grainClasses
                    .Add(new(grain.Reference));
            }
        }

        return new(
            name,
            true,
            Parts(compilation).ToEquatableArray(),
            interfaces.ToEquatableArray(),
            serializables.ToEquatableArray(),
            grainClasses.ToEquatableArray(),
            findings.ToEquatableArray());
    }

    private static IEnumerable<string> Parts(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => TypeFacts.HasAttribute(assembly, Part))
            .Select(assembly => assembly.Name)
            .OrderBy(name => name, StringComparer.Ordinal);

    private static List<IAssemblySymbol> DeclaringAssemblies(Compilation compilation, List<DiagnosticModel> findings)
    {
        var assemblies = new List<IAssemblySymbol>();
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (!TypeFacts.Is(attribute.AttributeClass, CodeForDeclaringAssembly)) continue;
            if (TypeFacts.Argument(attribute) is not ITypeSymbol type) continue;

            if (type.ContainingAssembly is not { } assembly
                || SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly))
            {
                var location = attribute.ApplicationSyntaxReference is { } syntax
                    ? Location.Create(syntax.SyntaxTree, syntax.Span)
                    : null;
                findings.Add(DiagnosticModel.Create(Diagnostics.NoDeclaringAssembly, location, type.ToDisplayString()));
            }
            else if (!assemblies.Contains(assembly, SymbolEqualityComparer.Default))
            {
                assemblies.Add(assembly);
            }
        }

        // An assembly that was built with the generator has its own code.
        assemblies.RemoveAll(assembly => TypeFacts.HasAttribute(assembly, Part));
        return assemblies;
    }

    private static bool IsVisible(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        var seesInternals = type.ContainingAssembly.GivesAccessTo(assembly);
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            var isVisible = current.DeclaredAccessibility == Accessibility.Public
                || (seesInternals && Names.IsAccessible(current));
            if (!isVisible) return false;
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type) yield return type;
            if (member is not INamespaceOrTypeSymbol nested) continue;
            foreach (var inner in Types(nested))
            {
                yield return inner;
            }
        }
    }
}

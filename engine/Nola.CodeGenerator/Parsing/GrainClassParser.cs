using Microsoft.CodeAnalysis;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Finds grain classes, and attributes on them that belong elsewhere.</summary>
internal static class GrainClassParser
{
    public static GrainClassModel? Parse(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class) return null;

        var isGrain =
            TypeFacts.Implements(type, "Orleans.IGrain") && !DerivesFrom(type, "Orleans.Runtime.GrainReference");
        var findings = new List<DiagnosticModel>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (TypeFacts.FindAttribute(method, "Orleans.Concurrency.AlwaysInterleaveAttribute") is null) continue;
            findings.Add(DiagnosticModel.Create(
                Diagnostics.AlwaysInterleaveMisplaced, method.Locations.FirstOrDefault(), method.ToDisplayString()));
        }

        if (DerivesFrom(type, "Orleans.Grain") && TypeFacts.HasAttribute(type, "Orleans.AliasAttribute"))
        {
            findings.Add(DiagnosticModel.Create(
                Diagnostics.MisplacedAttribute, type.Locations.FirstOrDefault(), "Alias", Names.Clr(type)));
        }

        if (!isGrain && findings.Count == 0) return null;

        // A file-local class has a mangled name that the manifest cannot give.
        var canBeActivated = isGrain && !type.IsAbstract && !type.IsFileLocal;
        return new(canBeActivated ? TypeReferences.Expression(type) : "", findings.ToEquatableArray());
    }

    private static bool DerivesFrom(INamedTypeSymbol type, string metadataName)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (TypeFacts.Is(current, metadataName)) return true;
        }

        return false;
    }
}

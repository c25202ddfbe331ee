using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Turns a type marked [GenerateSerializer] into a model.</summary>
internal static class SerializableParser
{
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";

    public static SerializableModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.IsStatic || TypeFacts.FindAttribute(type, GenerateSerializer) is not { } attribute) return null;

        cancellationToken.ThrowIfCancellationRequested();
        var findings = new List<DiagnosticModel>();
        var isAccessible = Names.IsAccessible(type);
        if (!isAccessible) findings.Add(Finding(Diagnostics.Inaccessible, type, Names.Clr(type)));
        if (TypeFacts.Implements(type, "Orleans.Runtime.IAddressable") && type.TypeKind == TypeKind.Class)
        {
            findings.Add(Finding(Diagnostics.MisplacedAttribute, type, "GenerateSerializer", Names.Clr(type)));
        }

        var kind = type.TypeKind switch
        {
            TypeKind.Enum => SerializableKind.Enum,
            TypeKind.Struct => SerializableKind.Struct,
            _ => SerializableKind.Class,
        };
        var members = kind == SerializableKind.Enum ? [] : MemberParser.Parse(type, attribute, findings);
        return new(
            kind,
            Names.Full(type),
            Names.Open(type),
            WireName(type),
            Names.NamespaceFor(type),
            Names.Flat(type),
            Generics.Describe(Names.AllTypeParameters(type)),
            kind == SerializableKind.Class ? BaseName(type) : null,
            IsImmutable(type, kind),
            !TypeFacts.HasAttribute(type, "Orleans.SuppressReferenceTrackingAttribute"),
            TypeFacts.HasAttribute(type, "Orleans.UseActivatorAttribute"),
            ConstructionOf(type),
            members.ToEquatableArray(),
            Hooks(type).ToEquatableArray(),
            findings.ToEquatableArray(),
            isAccessible && findings.All(finding => finding.Id == Diagnostics.MissingId.Id));
    }

    private static DiagnosticModel Finding(
        DiagnosticDescriptor descriptor, ISymbol symbol, params string[] arguments) =>
        DiagnosticModel.Create(descriptor, symbol.Locations.FirstOrDefault(), arguments);

    private static string WireName(INamedTypeSymbol type) =>
        TypeFacts.FindAttribute(type, "Orleans.AliasAttribute") is { } attribute
            && TypeFacts.Argument(attribute) is string alias
            ? alias
            : Names.Clr(type);

    private static bool IsImmutable(INamedTypeSymbol type, SerializableKind kind) =>
        kind == SerializableKind.Enum || TypeFacts.IsImmutable(type);

    // A base without state has nothing to write. One with state but without a codec fails at run time, by name.
    private static string? BaseName(INamedTypeSymbol type)
    {
        if (TypeFacts.HasAttribute(type, "Orleans.SerializerTransparentAttribute")) return null;

        var candidate = type.BaseType;
        while (candidate is { SpecialType: not SpecialType.System_Object })
        {
            var definition = candidate.OriginalDefinition;
            if (TypeFacts.HasAttribute(definition, GenerateSerializer)) return Names.Full(candidate);
            if (!TypeFacts.HasAttribute(definition, "Orleans.SerializerTransparentAttribute") && HasState(definition))
            {
                return Names.Full(candidate);
            }

            candidate = candidate.BaseType;
        }

        return null;
    }

    // The private fields of a type in a reference assembly are not visible, so any type of another assembly may have
    // some.
    private static bool HasState(INamedTypeSymbol type) =>
        type.Locations.All(location => !location.IsInSource)
        || type.GetMembers().Any(member => member is IFieldSymbol { IsStatic: false, IsConst: false });

    private static Construction ConstructionOf(INamedTypeSymbol type)
    {
        if (type.IsAbstract) return Construction.Impossible;

        var constructor = type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
        if (constructor is null) return Construction.Uninitialized;

        var isHidden = constructor.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal
            or Accessibility.ProtectedOrInternal);
        return isHidden || HasRequiredMembers(type) ? Construction.HiddenConstructor : Construction.Constructor;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers()
                .Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<HookModel> Hooks(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (!TypeFacts.Is(attribute.AttributeClass, "Orleans.SerializationCallbacksAttribute")) continue;
            if (TypeFacts.Argument(attribute) is not INamedTypeSymbol hook) continue;

            var methods = hook.GetMembers().OfType<IMethodSymbol>()
                .Where(method =>
                    !method.IsStatic && method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
                .Select(method => method.Name)
                .Where(name => name.StartsWith("On", StringComparison.Ordinal));
            yield return new(Names.Full(hook), methods.Distinct().ToEquatableArray());
        }
    }
}

using Microsoft.CodeAnalysis;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Finds the request base that an application has for a method, by its return type or its attributes.</summary>
internal static class CustomRequestParser
{
    private const string BaseTypeAttribute = "Orleans.InvokableBaseTypeAttribute";
    private const string ProxyBase = "Orleans.Runtime.GrainReference";
    private const string RequestBase = "Orleans.Runtime.RequestBase";
    private const string Runtime = "Orleans.Runtime.IGrainReferenceRuntime";
    private const string InnerMethod = "InvokeInner";

    /// <summary>The model, or null where the method has no base of its own, or one that no code can be made for.</summary>
    public static CustomRequestModel? Parse(IMethodSymbol method)
    {
        if (method.ReturnType is not INamedTypeSymbol returned || Find(method, returned) is not { } open) return null;

        var type = open.Arity == 0 ? open : Close(open, returned);
        if (type is null || !Ancestors(type).Any(ancestor => TypeFacts.Is(ancestor, RequestBase))) return null;

        var inner = Ancestors(type).SelectMany(ancestor => ancestor.GetMembers(InnerMethod)).OfType<IMethodSymbol>()
            .FirstOrDefault(member => member.IsAbstract && member.Parameters.IsEmpty);
        if (inner is null || !SymbolEqualityComparer.Default.Equals(inner.ReturnType, returned)) return null;
        if (Constructor(type) is not { } constructor || Access(inner, method) is not { } access) return null;

        var initializer = Ancestors(type)
            .Select(ancestor => TypeFacts.FindAttribute(ancestor, "Orleans.Invocation.ReturnValueProxyAttribute"))
            .FirstOrDefault(attribute => attribute is not null);
        return new(
            Names.Full(type),
            !constructor.Parameters.IsEmpty,
            access,
            initializer is null ? null : TypeFacts.Argument(initializer) as string);
    }

    private static INamedTypeSymbol? Find(IMethodSymbol method, INamedTypeSymbol returned)
    {
        var places = method.GetAttributes().Select(attribute => (ISymbol?)attribute.AttributeClass)
            .Concat([returned.OriginalDefinition, method.ContainingAssembly]);
        return places.OfType<ISymbol>()
            .SelectMany(place => place.GetAttributes())
            .Where(attribute => TypeFacts.Is(attribute.AttributeClass, BaseTypeAttribute))
            .Where(attribute => attribute.ConstructorArguments.Length == 3)
            .Where(attribute => TypeFacts.Is(attribute.ConstructorArguments[0].Value as INamedTypeSymbol, ProxyBase))
            .Where(attribute => SymbolEqualityComparer.Default.Equals(
                (attribute.ConstructorArguments[1].Value as INamedTypeSymbol)?.OriginalDefinition,
                returned.OriginalDefinition))
            .Select(attribute => (attribute.ConstructorArguments[2].Value as INamedTypeSymbol)?.OriginalDefinition)
            .FirstOrDefault();
    }

    private static INamedTypeSymbol? Close(INamedTypeSymbol open, INamedTypeSymbol returned) =>
        open.Arity == returned.Arity ? open.Construct([.. returned.TypeArguments]) : null;

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        var usable = type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility != Accessibility.Private)
            .Where(constructor => constructor.Parameters.IsEmpty || IsForCalls(constructor)).ToArray();
        return usable.FirstOrDefault(IsMarked) ?? usable.FirstOrDefault();
    }

    private static bool IsForCalls(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 1
        && TypeFacts.Is(constructor.Parameters[0].Type as INamedTypeSymbol, Runtime);

    private static bool IsMarked(IMethodSymbol constructor) =>
        TypeFacts.HasAttribute(constructor, "Orleans.GeneratedActivatorConstructorAttribute")
        || TypeFacts.HasAttribute(constructor, "Orleans.OrleansConstructorAttribute");

    // An override in another assembly says 'protected' where the base says 'protected internal'.
    private static string? Access(IMethodSymbol inner, IMethodSymbol method)
    {
        var home = inner.ContainingAssembly;
        var isFriend = SymbolEqualityComparer.Default.Equals(home, method.ContainingAssembly)
            || home.GivesAccessTo(method.ContainingAssembly);
        return inner.DeclaredAccessibility switch
        {
            Accessibility.Public => "public",
            Accessibility.Protected => "protected",
            Accessibility.ProtectedOrInternal => isFriend ? "protected internal" : "protected",
            Accessibility.Internal when isFriend => "internal",
            _ => null,
        };
    }

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType) yield return current;
    }
}

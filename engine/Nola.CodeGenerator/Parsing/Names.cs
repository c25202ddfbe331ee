using System.Text;
using Microsoft.CodeAnalysis;

namespace Nola.CodeGenerator.Parsing;

/// <summary>How generated code and the wire name types.</summary>
internal static class Names
{
    public const string CodeNamespace = "OrleansCodeGen";

    private static readonly SymbolDisplayFormat s_withoutGlobal =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    // A dynamic value would make calls of generated code dynamic.
    public static string Full(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Dynamic ? "object"
        : string.Concat(type.ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat).Select(
            part => part.Symbol is ITypeParameterSymbol parameter ? TypeParameter(parameter) : part.ToString()));

    /// <summary>
    /// The name of a type parameter. One of a method that hides one of its interface gets another: a request is a class
    /// inside the proxy and needs both.
    /// </summary>
    public static string TypeParameter(ITypeParameterSymbol parameter)
    {
        var isHiding = parameter.DeclaringMethod is { } method
            && AllTypeParameters(method.ContainingType).Any(outer => outer.Name == parameter.Name);
        return isHiding ? parameter.Name + "_method" : Escape(parameter.Name);
    }

    /// <summary>A name for a generated file: an escaped name without its escapes.</summary>
    public static string File(string name) => name.Replace("@", "") + ".g.cs";

    /// <summary>The name that <c>typeof</c> takes: a generic type without its arguments.</summary>
    public static string Open(INamedTypeSymbol type)
    {
        if (!IsGeneric(type)) return Full(type);

        var name = new StringBuilder();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            var commas = current.Arity > 0 ? $"<{new string(',', current.Arity - 1)}>" : "";
            name.Insert(0, Escape(current.Name) + commas).Insert(0, current.ContainingType is null ? "" : ".");
        }

        var space = type.ContainingNamespace is { IsGlobalNamespace: false } named
            ? named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "."
            : "global::";
        return space + name;
    }

    /// <summary>The CLR name, as <see cref="Type.FullName"/> gives it for a definition.</summary>
    public static string Clr(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer) return $"{Clr(outer)}+{type.MetadataName}";
        return type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? $"{space.ToDisplayString()}.{type.MetadataName}"
            : type.MetadataName;
    }

    /// <summary>A name for generated classes: that of the type and those around it.</summary>
    public static string Flat(INamedTypeSymbol type)
    {
        var name = type.Arity > 0 ? $"{type.Name}_{type.Arity}" : type.Name;
        return type.ContainingType is { } outer ? $"{Flat(outer)}_{name}" : name;
    }

    public static string NamespaceFor(INamedTypeSymbol type) =>
        type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? $"{CodeNamespace}.{space.ToDisplayString(s_withoutGlobal)}"
            : CodeNamespace;

    public static bool IsGeneric(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0) return true;
        }

        return false;
    }

    /// <summary>Type parameters from the outermost type inwards, as the CLR orders them.</summary>
    public static IEnumerable<ITypeParameterSymbol> AllTypeParameters(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? AllTypeParameters(outer).Concat(type.TypeParameters) : type.TypeParameters;

    /// <summary>Whether code elsewhere in the same assembly can name the type.</summary>
    public static bool IsAccessible(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return IsAccessible(array.ElementType);
            case INamedTypeSymbol named:
                if (named.IsFileLocal || !named.TypeArguments.All(IsAccessible)) return false;
                for (INamedTypeSymbol? current = named; current is not null; current = current.ContainingType)
                {
                    var isVisible = current.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
                        or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable;
                    if (!isVisible) return false;
                }

                return true;
            default:
                return true;
        }
    }

    public static string Escape(string identifier) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts
            .GetKeywordKind(identifier) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
            ? identifier
            : "@" + identifier;

    public static string Literal(string text) =>
        Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A hash that is the same in every build: FNV-1a over UTF-8, mixed so that short names spread.</summary>
    public static uint StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6Bu);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2AE35u);
        return hash ^ (hash >> 16);
    }
}

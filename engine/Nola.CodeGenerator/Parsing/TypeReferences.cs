using Microsoft.CodeAnalysis;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Expressions that give a type.</summary>
internal static class TypeReferences
{
    /// <summary>
    /// A <c>typeof</c>, or a look-up by name where the type cannot be named, such as a private nested class.
    /// </summary>
    public static string Expression(INamedTypeSymbol type) =>
        Names.IsAccessible(type)
            ? $"typeof({Names.Open(type)})"
            : $"manifest.Assembly.GetType({Names.Literal(Names.Clr(type))}, throwOnError: true)";
}

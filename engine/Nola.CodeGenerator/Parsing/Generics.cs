using Microsoft.CodeAnalysis;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Type parameters with the constraints that generated classes must repeat.</summary>
internal static class Generics
{
    public static EquatableArray<TypeParameterModel> Describe(IEnumerable<ITypeParameterSymbol> parameters) =>
        parameters.Select(parameter => new TypeParameterModel(Names.TypeParameter(parameter), Constraints(parameter)))
            .ToEquatableArray();

    private static string Constraints(ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint) constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint) constraints.Add("class");
        else if (parameter.HasNotNullConstraint) constraints.Add("notnull");

        constraints.AddRange(parameter.ConstraintTypes.Select(Names.Full));
        if (parameter.HasConstructorConstraint) constraints.Add("new()");
        return constraints.Count == 0
            ? ""
            : $" where {Names.TypeParameter(parameter)} : {string.Join(", ", constraints)}";
    }
}

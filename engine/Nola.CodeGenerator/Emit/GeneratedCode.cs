using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Emit;

/// <summary>Fragments that all generated classes share.</summary>
internal static class GeneratedCode
{
    public const string Attributes =
        "[global::System.CodeDom.Compiler.GeneratedCode(\"Nola.CodeGenerator\", \"1.0\"), "
        + "global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public static string Parameters(EquatableArray<TypeParameterModel> parameters) =>
        parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => parameter.Name))}>";

    public static string Constraints(EquatableArray<TypeParameterModel> parameters) =>
        string.Concat(parameters.Select(parameter => parameter.Constraints));

    /// <summary>The empty argument list that <c>typeof</c> takes.</summary>
    public static string OpenParameters(int count) => count == 0 ? "" : $"<{new string(',', count - 1)}>";

    /// <summary>A statement that writes a value as a field.</summary>
    public static string Write(TypeModel type, string codec, uint id, string value)
    {
        if (type.ReadMethod is null) return $"{codec}.WriteField(ref writer, {id}U, {value});";
        return type.EnumUnderlying is { } underlying
            ? $"writer.WriteField({id}U, ({underlying}){value});"
            : $"writer.WriteField({id}U, {value});";
    }

    /// <summary>An expression that reads a value whose header is in <c>header</c>.</summary>
    public static string Read(TypeModel type, string codec)
    {
        if (type.ReadMethod is not { } method) return $"{codec}.ReadValue(ref reader, header)";
        return type.EnumUnderlying is null ? $"reader.{method}(header)" : $"({type.Name})reader.{method}(header)";
    }
}

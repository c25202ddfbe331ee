namespace Nola.CodeGenerator.Model;

/// <summary>A class that can be activated as a grain.</summary>
/// <param name="Reference">An expression that gives its type, or nothing where the class cannot be activated.</param>
internal sealed record GrainClassModel(string Reference, EquatableArray<DiagnosticModel> Diagnostics);

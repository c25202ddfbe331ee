namespace Nola.CodeGenerator.Model;

internal enum SerializableKind
{
    Class,
    Struct,
    Enum,
}

/// <summary>How an object is made before its members are read.</summary>
internal enum Construction
{
    Constructor,
    HiddenConstructor,
    Uninitialized,
    Impossible,
}

/// <summary>A type with generated codec and copier.</summary>
internal sealed record SerializableModel(
    SerializableKind Kind,
    string Name,
    string OpenName,
    string WireName,
    string CodeNamespace,
    string CodeName,
    EquatableArray<TypeParameterModel> TypeParameters,
    string? BaseName,
    bool IsImmutable,
    bool TracksReferences,
    bool UsesActivator,
    Construction Construction,
    EquatableArray<MemberModel> Members,
    EquatableArray<HookModel> Hooks,
    EquatableArray<DiagnosticModel> Diagnostics,
    bool IsEmittable)
{
    public string FullCodecName => $"global::{CodeNamespace}.Codec_{CodeName}";

    public string FullCopierName => $"global::{CodeNamespace}.Copier_{CodeName}";
}

/// <summary>How a member is reached: directly, by its field, or by its accessor methods.</summary>
internal enum MemberAccess
{
    Direct,
    Field,
    Method,
}

/// <summary>A serialized field or property.</summary>
/// <param name="FieldName">The name of the field behind a property, where <see cref="MemberAccess.Field"/> is
/// used.</param>
internal sealed record MemberModel(
    uint Id,
    string Name,
    string FieldName,
    TypeModel Type,
    bool IsImmutable,
    MemberAccess Get,
    MemberAccess Set);

/// <summary>A class that is told about the steps of serializing, and which of them it wants to know.</summary>
internal sealed record HookModel(string TypeName, EquatableArray<string> Methods);

/// <summary>A type that the manifest only names.</summary>
/// <param name="Reference">An expression that gives the type.</param>
internal sealed record NamedTypeModel(string Reference);

/// <summary>What the manifest needs of the compilation.</summary>
internal sealed record AssemblyModel(
    string Name,
    bool IsSupported,
    EquatableArray<string> Parts,
    EquatableArray<InterfaceModel> ForeignInterfaces,
    EquatableArray<SerializableModel> ForeignSerializables,
    EquatableArray<NamedTypeModel> ForeignGrainClasses,
    EquatableArray<DiagnosticModel> Diagnostics);

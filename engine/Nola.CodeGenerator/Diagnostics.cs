using Microsoft.CodeAnalysis;

namespace Nola.CodeGenerator;

/// <summary>What the generator reports. The ids are those that Orleans uses for the same findings.</summary>
internal static class Diagnostics
{
    public static readonly DiagnosticDescriptor AlwaysInterleaveMisplaced = Error(
        "ORLEANS0001", "[AlwaysInterleave] belongs on the interface method",
        "[AlwaysInterleave] on '{0}' has no effect; place it on the grain interface's method");

    public static readonly DiagnosticDescriptor ByReferenceParameter = Error(
        "ORLEANS0002", "Parameters cannot be passed by reference",
        "Parameter '{0}' of '{1}' is passed by reference, but the call may leave the process");

    public static readonly DiagnosticDescriptor MissingId = Error(
        "ORLEANS0004", "Serialized members need an id",
        "'{0}' is marked [GenerateSerializer], but '{1}' has neither [Id] nor [NonSerialized]");

    public static readonly DiagnosticDescriptor AbstractProperty = Error(
        "ORLEANS0006", "Abstract properties cannot be serialized",
        "'{0}' is abstract: mark the overriding property of the derived type instead");

    public static readonly DiagnosticDescriptor InterfaceProperty = Error(
        "ORLEANS0008", "Grain interfaces cannot have properties",
        "'{0}' is a property or event; only methods can be called remotely");

    public static readonly DiagnosticDescriptor ReturnType = Error(
        "ORLEANS0009", "Unsupported return type",
        "'{0}' must return Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T> or void");

    public static readonly DiagnosticDescriptor DuplicateAlias = Error(
        "ORLEANS0011", "Duplicate alias",
        "The alias '{0}' of '{1}' is used more than once");

    public static readonly DiagnosticDescriptor DuplicateId = Error(
        "ORLEANS0012", "Duplicate id",
        "The id {0} of '{1}' is used more than once");

    public static readonly DiagnosticDescriptor MisplacedAttribute = Error(
        "ORLEANS0013", "Attribute misplaced on a grain class",
        "[{0}] has no meaning on the grain class '{1}'");

    public static readonly DiagnosticDescriptor NotSettable = Error(
        "ORLEANS0101", "Serialized property cannot be set",
        "'{0}' has neither a setter nor a field behind it");

    public static readonly DiagnosticDescriptor Inaccessible = Error(
        "ORLEANS0107", "Type is not accessible to generated code",
        "'{0}' must be accessible within its assembly");

    public static readonly DiagnosticDescriptor NoDeclaringAssembly = Error(
        "ORLEANS0108", "No assembly to generate code for",
        "'{0}' is not declared in another assembly");

    public static readonly DiagnosticDescriptor ManyCancellationTokens = Error(
        "ORLEANS0109", "More than one CancellationToken",
        "'{0}' has more than one CancellationToken parameter");

    public static readonly DiagnosticDescriptor MethodIdClash = Error(
        "NOLA0001", "Method ids clash",
        "'{0}' has the same id on the wire as another method of '{1}'; give one of them an [Id]");

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byId = new DiagnosticDescriptor[]
    {
        AlwaysInterleaveMisplaced, ByReferenceParameter, MissingId, AbstractProperty, InterfaceProperty, ReturnType,
        DuplicateAlias, DuplicateId, MisplacedAttribute, NotSettable, Inaccessible, NoDeclaringAssembly,
        ManyCancellationTokens, MethodIdClash,
    }.ToDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor Get(string id) => s_byId[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Orleans", DiagnosticSeverity.Error, isEnabledByDefault: true);
}

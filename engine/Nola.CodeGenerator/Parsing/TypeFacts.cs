using Microsoft.CodeAnalysis;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>What can be known of a type at build time.</summary>
internal static class TypeFacts
{
    private const int DepthMax = 8;

    private static readonly HashSet<string> s_immutableTypes =
    [
        "System.Guid", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly", "System.Uri",
        "System.Version", "System.Type", "System.Half", "System.Int128", "System.UInt128", "System.Index",
            "System.Range",
        "System.Text.Rune", "System.Globalization.CultureInfo", "System.Numerics.BigInteger", "System.Net.IPAddress",
        "System.Net.IPEndPoint", "System.Threading.CancellationToken", "Orleans.Runtime.GrainId",
        "Orleans.Runtime.GrainType", "Orleans.Runtime.IdSpan", "Orleans.Runtime.GrainInterfaceType",
        "Orleans.Runtime.SiloAddress", "Orleans.Runtime.GrainAddress", "Orleans.Runtime.ActivationId",
        "Orleans.Runtime.MembershipVersion", "Orleans.Runtime.GrainReference", "Orleans.Runtime.StreamId",
        "Orleans.BroadcastChannel.ChannelId",
    ];

    private static readonly HashSet<string> s_immutableContainers =
    [
        "System.Nullable`1", "System.Collections.Generic.KeyValuePair`2",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1",
        "System.Collections.Immutable.ImmutableHashSet`1", "System.Collections.Immutable.ImmutableSortedSet`1",
        "System.Collections.Immutable.ImmutableDictionary`2",
            "System.Collections.Immutable.ImmutableSortedDictionary`2",
        "System.Collections.Immutable.ImmutableQueue`1", "System.Collections.Immutable.ImmutableStack`1",
        "System.Collections.Frozen.FrozenDictionary`2", "System.Collections.Frozen.FrozenSet`1",
    ];

    public static TypeModel Describe(ITypeSymbol type)
    {
        var underlying = type is INamedTypeSymbol { TypeKind: TypeKind.Enum } named ? named.EnumUnderlyingType : null;
        return new(
            Names.Full(type),
            ReadMethod(underlying ?? type),
            underlying is null ? null : Names.Full(underlying),
            IsImmutable(type));
    }

    public static bool HasAttribute(ISymbol symbol, string metadataName) =>
        FindAttribute(symbol, metadataName) is not null;

    public static AttributeData? FindAttribute(ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => Is(attribute.AttributeClass, metadataName));

    /// <summary>The value of an attribute's first constructor argument.</summary>
    public static object? Argument(AttributeData attribute) =>
        attribute.ConstructorArguments.IsEmpty ? null : attribute.ConstructorArguments[0].Value;

    public static bool Is(INamedTypeSymbol? type, string metadataName) =>
        type is not null && Names.Clr(type.OriginalDefinition) == metadataName;

    public static bool Implements(ITypeSymbol type, string metadataName) =>
        type.AllInterfaces.Any(candidate => Is(candidate, metadataName));

    /// <summary>Whether values never change, all the way down, so that they need no copy.</summary>
    public static bool IsImmutable(ITypeSymbol type) => IsImmutable(type, 0);

    private static bool IsImmutable(ITypeSymbol type, int depth)
    {
        if (depth > DepthMax || type is not INamedTypeSymbol named) return false;
        if (named.TypeKind == TypeKind.Enum || named.SpecialType == SpecialType.System_String) return true;
        if (named.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double) return true;
        if (named.SpecialType is SpecialType.System_DateTime or SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            return true;
        }

        var definition = named.OriginalDefinition;
        if (HasAttribute(definition, "Orleans.ImmutableAttribute")) return true;

        var name = Names.Clr(definition);
        if (s_immutableTypes.Contains(name)) return true;
        if (named.IsTupleType || IsTupleClass(name) || s_immutableContainers.Contains(name))
        {
            return named.TypeArguments.All(argument => IsImmutable(argument, depth + 1));
        }

        return IsImmutableStruct(named, depth);
    }

    // Values of a struct are copied by assignment, so one that holds nothing mutable needs no copier.
    private static bool IsImmutableStruct(INamedTypeSymbol type, int depth)
    {
        if (type.TypeKind != TypeKind.Struct
            || !HasAttribute(type.OriginalDefinition, "Orleans.GenerateSerializerAttribute"))
        {
            return false;
        }

        return type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => !field.IsStatic)
            .All(field => HasAttribute(field.AssociatedSymbol ?? field, "Orleans.ImmutableAttribute")
                || IsImmutable(field.Type, depth + 1));
    }

    private static bool IsTupleClass(string name) =>
        name.StartsWith("System.Tuple`", StringComparison.Ordinal)
        || name.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    private static string? ReadMethod(ITypeSymbol type) =>
        type.SpecialType switch
        {
            SpecialType.System_Boolean => "ReadBoolean",
            SpecialType.System_Char => "ReadChar",
            SpecialType.System_SByte => "ReadSByte",
            SpecialType.System_Byte => "ReadByte",
            SpecialType.System_Int16 => "ReadInt16",
            SpecialType.System_UInt16 => "ReadUInt16",
            SpecialType.System_Int32 => "ReadInt32",
            SpecialType.System_UInt32 => "ReadUInt32",
            SpecialType.System_Int64 => "ReadInt64",
            SpecialType.System_UInt64 => "ReadUInt64",
            SpecialType.System_Single => "ReadSingle",
            SpecialType.System_Double => "ReadDouble",
            SpecialType.System_Decimal => "ReadDecimal",
            SpecialType.System_String => "ReadString",
            SpecialType.System_DateTime => "ReadDateTime",
            _ => type is INamedTypeSymbol named ? ReadMethod(Names.Clr(named)) : null,
        };

    private static string? ReadMethod(string name) =>
        name switch
        {
            "System.Guid" => "ReadGuid",
            "System.DateTimeOffset" => "ReadDateTimeOffset",
            "System.TimeSpan" => "ReadTimeSpan",
            "System.DateOnly" => "ReadDateOnly",
            "System.TimeOnly" => "ReadTimeOnly",
            "System.Half" => "ReadHalf",
            "System.Int128" => "ReadInt128",
            "System.UInt128" => "ReadUInt128",
            _ => null,
        };
}

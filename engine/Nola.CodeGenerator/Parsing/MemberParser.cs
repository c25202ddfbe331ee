using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Parsing;

/// <summary>Finds the serialized members of a type, their ids, and how generated code reaches them.</summary>
internal static class MemberParser
{
    private const string Id = "Orleans.IdAttribute";
    private const int PublicProperties = 1;

    public static List<MemberModel> Parse(
        INamedTypeSymbol type, AttributeData attribute, List<DiagnosticModel> findings)
    {
        var implicitMembers = PrimaryConstructorMembers(type, attribute);
        var includesProperties = attribute.NamedArguments.Any(
            argument => argument.Key == "GenerateFieldIds" && argument.Value.Value is PublicProperties);
        var members = new List<MemberModel>();
        foreach (var member in type.GetMembers().Where(IsCandidate))
        {
            if (FindId(type, member) is { } id) CheckAbstract(member, findings);
            else if (implicitMembers.IndexOf(member) is var index and >= 0) id = (uint)index;
            else if (includesProperties && IsPublicProperty(member)) id = Names.StableHash(member.Name) >> 1;
            else
            {
                if (!includesProperties) CheckUnannotated(type, member, findings);
                continue;
            }

            // Positions in the primary constructor and explicit ids do not clash: they get odd and even numbers.
            if (implicitMembers.Count > 0)
            {
                id = FindId(type, member) is null && implicitMembers.Contains(member) ? (id << 1) | 1 : id << 1;
            }

            Add(type, member, id, members, findings);
        }

        foreach (var clash in members.GroupBy(member => member.Id).Where(group => group.Count() > 1))
        {
            var symbol = type.GetMembers(clash.Last().Name).FirstOrDefault();
            findings.Add(DiagnosticModel.Create(
                Diagnostics.DuplicateId,
                symbol?.Locations.FirstOrDefault(),
                clash.Key.ToString(System.Globalization.CultureInfo.InvariantCulture),
                $"{Names.Clr(type)}.{clash.Last().Name}"));
        }

        return [.. members.OrderBy(member => member.Id)];
    }

    private static bool IsCandidate(ISymbol member) =>
        member switch
        {
            IFieldSymbol field =>
                !field.IsStatic && !field.IsConst && field.AssociatedSymbol is null && !field.IsImplicitlyDeclared
                && !IsNotSerialized(field),
            IPropertySymbol property => !property.IsStatic && !property.IsIndexer
                && property.ExplicitInterfaceImplementations.IsEmpty && property.Name != "EqualityContract"
                && !IsNotSerialized(property) && !(BackingField(property) is { } field && IsNotSerialized(field)),
            _ => false,
        };

    // What the compiler lets nobody use, generated code included, is not serialized either.
    private static bool IsNotSerialized(ISymbol member) =>
        TypeFacts.HasAttribute(member, "System.NonSerializedAttribute") || IsUnusable(member);

    private static bool IsUnusable(ISymbol member) =>
        TypeFacts.FindAttribute(member, "System.ObsoleteAttribute") is { } attribute
        && attribute.ConstructorArguments.LastOrDefault().Value is true;

    private static IFieldSymbol? BackingField(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(
            field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsPublicProperty(ISymbol member) =>
        member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property
        && (property.SetMethod is not null || BackingField(property) is not null);

    // An id may stand on the property, on the field behind it, or on the parameter of the primary constructor.
    private static uint? FindId(INamedTypeSymbol type, ISymbol member)
    {
        var id = IdOf(member);
        if (id is null && member is IPropertySymbol property)
        {
            if (BackingField(property) is { } field) id = IdOf(field);
            id ??= type.IsRecord && PrimaryConstructor(type)?.Parameters.FirstOrDefault(
                parameter => parameter.Name == member.Name) is { } positional ? IdOf(positional) : null;
        }

        return id;
    }

    private static uint? IdOf(ISymbol symbol) =>
        TypeFacts.FindAttribute(symbol, Id) is { } attribute && TypeFacts.Argument(attribute) is uint id ? id : null;

    private static List<ISymbol> PrimaryConstructorMembers(INamedTypeSymbol type, AttributeData attribute)
    {
        var isIncluded = type.IsRecord;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == "IncludePrimaryConstructorParameters") isIncluded = argument.Value.Value is true;
        }

        if (!isIncluded || PrimaryConstructor(type) is not { } constructor) return [];

        var members = new List<ISymbol>();
        foreach (var parameter in constructor.Parameters)
        {
            var member = type.GetMembers().FirstOrDefault(candidate =>
                candidate is IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false } && !candidate.IsStatic
                && string.Equals(candidate.Name.TrimStart('_'), parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (member is not null) members.Add(member);
        }

        return members;
    }

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type)
    {
        if (type.Locations.Any(location => location.IsInSource))
        {
            return type.InstanceConstructors.FirstOrDefault(constructor =>
                constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax));
        }

        // Metadata does not tell: a positional record has a constructor whose parameters are all named after
        // properties.
        return type.InstanceConstructors
            .Where(constructor => !constructor.Parameters.IsEmpty)
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault(constructor => constructor.Parameters.All(
                parameter => type.GetMembers(parameter.Name).Any(member => member is IPropertySymbol)));
    }

    private static void CheckAbstract(ISymbol member, List<DiagnosticModel> findings)
    {
        if (member.IsAbstract)
        {
            findings.Add(DiagnosticModel.Create(
                Diagnostics.AbstractProperty, member.Locations.FirstOrDefault(), member.ToDisplayString()));
        }
    }

    private static void CheckUnannotated(INamedTypeSymbol type, ISymbol member, List<DiagnosticModel> findings)
    {
        var isStored = member is IFieldSymbol
            || (member is IPropertySymbol property && BackingField(property) is not null && !IsPositional(property));
        var isReported = findings.Any(finding => finding.Id == Diagnostics.MissingId.Id);
        if (!isStored || isReported || member.IsAbstract || IsSuppressed(type, Diagnostics.MissingId.Id)) return;
        if (!type.Locations.Any(location => location.IsInSource)) return;

        findings.Add(DiagnosticModel.Create(
            Diagnostics.MissingId, member.Locations.FirstOrDefault(), Names.Clr(type), member.Name));
    }

    private static bool IsPositional(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax);

    // Findings without a syntax tree are out of reach for the compiler's own suppression.
    private static bool IsSuppressed(INamedTypeSymbol type, string id) =>
        type.GetAttributes().Any(attribute =>
            TypeFacts.Is(attribute.AttributeClass, "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute")
            && attribute.ConstructorArguments.Length > 1
            && attribute.ConstructorArguments[1].Value is string check
            && check.StartsWith(id, StringComparison.Ordinal));

    private static void Add(
        INamedTypeSymbol type,
        ISymbol member,
        uint id,
        List<MemberModel> members,
        List<DiagnosticModel> findings)
    {
        var isMarked = TypeFacts.HasAttribute(member, "Orleans.ImmutableAttribute");
        var valueType = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        if (!Names.IsAccessible(valueType))
        {
            findings.Add(DiagnosticModel.Create(
                Diagnostics.Inaccessible, member.Locations.FirstOrDefault(), valueType.ToDisplayString()));
            return;
        }

        var described = TypeFacts.Describe(valueType);
        var isImmutable = isMarked || described.IsImmutable;
        if (member is IFieldSymbol stored)
        {
            var access = IsVisible(stored) ? MemberAccess.Direct : MemberAccess.Field;
            members.Add(new(
                id, stored.Name, stored.Name, described, isImmutable,
                access, stored.IsReadOnly ? MemberAccess.Field : access));
            return;
        }

        var property = (IPropertySymbol)member;
        var backing = BackingField(property);
        var fieldName = $"<{property.Name}>k__BackingField";
        var hidden = backing is null ? MemberAccess.Method : MemberAccess.Field;
        var getter = property.GetMethod;
        var setter = property.SetMethod ?? Overridden(property)?.SetMethod;
        if ((getter is null && backing is null) || (setter is null && backing is null))
        {
            if (!member.IsAbstract)
            {
                findings.Add(DiagnosticModel.Create(
                    Diagnostics.NotSettable, member.Locations.FirstOrDefault(), $"{Names.Clr(type)}.{member.Name}"));
            }

            return;
        }

        members.Add(new(
            id, property.Name, fieldName, described, isImmutable,
            getter is not null && IsVisible(getter) ? MemberAccess.Direct : hidden,
            setter is { IsInitOnly: false } && IsVisible(setter) ? MemberAccess.Direct : hidden));
    }

    private static IPropertySymbol? Overridden(IPropertySymbol property)
    {
        for (var current = property.OverriddenProperty; current is not null; current = current.OverriddenProperty)
        {
            if (current.SetMethod is not null) return current;
        }

        return null;
    }

    private static bool IsVisible(ISymbol symbol)
    {
        var isSource = symbol.Locations.Any(location => location.IsInSource);
        return symbol.DeclaredAccessibility switch
        {
            Accessibility.Public => true,
            Accessibility.Internal or Accessibility.ProtectedOrInternal => isSource,
            _ => false,
        };
    }
}

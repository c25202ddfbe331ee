using System.Globalization;
using System.Reflection;
using System.Text;
using Orleans.CodeGeneration;

namespace Nola.Runtime.Activation;

/// <summary>The names of grain types and interfaces. They end up in storage keys, so they are Orleans' names exactly.</summary>
internal static class GrainTypeNames
{
    private const string Suffix = "grain";

    public static GrainType OfClass(Type grainClass)
    {
        if (grainClass.IsConstructedGenericType)
        {
            var definition = OfClass(grainClass.GetGenericTypeDefinition());
            var arguments = grainClass.GetGenericArguments().Select(argument => $"[{NameOf(argument)}]");
            return GrainType.Create($"{definition}[{string.Join(',', arguments)}]");
        }

        var arity = grainClass.IsGenericTypeDefinition ? grainClass.GetGenericArguments().Length : 0;
        if (grainClass.GetCustomAttribute<GrainTypeAttribute>(inherit: false) is { } attribute)
        {
            var name = attribute.GrainType;
            return GrainType.Create(arity == 0 || name.Contains('`') ? name : WithArity(name, arity));
        }

        return GrainType.Create(WithArity(BaseName(WithoutArity(grainClass.Name)), arity));
    }

    /// <summary>The type that the implementation of an interface most probably has; for clients that lack the class.</summary>
    public static GrainType ByConvention(Type interfaceType)
    {
        var name = WithoutArity(interfaceType.Name);
        if (name.StartsWith('I') && name.Length > 1) name = name[1..];
        var arguments = interfaceType.GetGenericArguments();
        var open = WithArity(BaseName(name), arguments.Length);
        return GrainType.Create(
            arguments.Length == 0 ? open : $"{open}[{string.Join(',', arguments.Select(a => $"[{NameOf(a)}]"))}]");
    }

    public static GrainInterfaceType OfInterface(Type interfaceType)
    {
        if (interfaceType.GetCustomAttribute<GrainInterfaceTypeAttribute>() is { } attribute)
        {
            return GrainInterfaceType.Create(attribute.Value);
        }

        var alias = interfaceType.GetCustomAttributes<AliasAttribute>().FirstOrDefault()?.Alias;
        return GrainInterfaceType.Create(alias ?? NameOf(interfaceType));
    }

    public static string WithoutArity(string name)
    {
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? name : name[..tick];
    }

    /// <summary>Splits <c>name`1[[Arg]]</c>.</summary>
    public static bool TryParseConstructed(GrainType grainType, out GrainType definition, out string[] argumentNames)
    {
        var text = grainType.ToString();
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket <= 0 || !text.EndsWith("]]", StringComparison.Ordinal))
        {
            definition = default;
            argumentNames = [];
            return false;
        }

        definition = GrainType.Create(text[..bracket]);
        argumentNames = SplitArguments(text[(bracket + 1)..^1]);
        return true;
    }

    /// <summary>Finds types by the names that <see cref="NameOf"/> gives; only those with generated code, and primitives.</summary>
    public static bool TryFindTypes(string[] names, out Type[] types)
    {
        types = new Type[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (FindType(names[i]) is not { } type) return false;

            types[i] = type;
        }

        return true;
    }

    public static string NameOf(Type type)
    {
        if (!type.IsConstructedGenericType) return type.FullName ?? type.Name;

        var arguments = type.GetGenericArguments().Select(argument => $"[{NameOf(argument)}]");
        return $"{type.GetGenericTypeDefinition().FullName}[{string.Join(',', arguments)}]";
    }

    private static string BaseName(string name)
    {
        var lower = name.ToLowerInvariant();
        return lower.EndsWith(Suffix, StringComparison.Ordinal) && lower.Length > Suffix.Length
            ? lower[..^Suffix.Length]
            : lower;
    }

    private static string WithArity(string name, int arity) =>
        arity == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}`{arity}");

    private static string[] SplitArguments(string text)
    {
        List<string> arguments = [];
        var current = new StringBuilder();
        var depth = 0;
        foreach (var character in text)
        {
            if (character == ']' && --depth == 0)
            {
                arguments.Add(current.ToString());
                current.Clear();
            }

            if (depth > 0) current.Append(character);
            if (character == '[') depth++;
        }

        return [.. arguments];
    }

    private static Type? FindType(string name)
    {
        var last = name.LastIndexOf('[');
        if (last > 0 && name[^1] == ']' && name.AsSpan((last + 1)..^1).Trim(',').IsEmpty)
        {
            var rank = name.Length - last - 1;
            var element = FindType(name[..last]);
            return rank == 1 ? element?.MakeArrayType() : element?.MakeArrayType(rank);
        }

        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0)
        {
            return FindType(name[..bracket]) is { IsGenericTypeDefinition: true } open
                && TryFindTypes(SplitArguments(name[(bracket + 1)..^1]), out var arguments)
                && arguments.Length == open.GetGenericArguments().Length
                ? open.MakeGenericType(arguments)
                : null;
        }

        foreach (var manifest in GeneratedManifests.LoadAll())
        {
            var known = manifest.Serializers.Select(s => s.ValueType)
                .Concat(manifest.GrainClasses)
                .Concat(manifest.Interfaces.Select(i => i.InterfaceType))
                .FirstOrDefault(type => type.FullName == name);
            if (known is not null) return known;
        }

        // The types of the core library are safe to name: nothing is constructed but the grain itself.
        return typeof(object).Assembly.GetType(name, throwOnError: false);
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Metadata;

namespace Nola.Runtime.Activation;

/// <summary>The grain classes of the process: by grain type, and by the interfaces through which they are called.</summary>
internal sealed class GrainClassRegistry
{
    private readonly ConcurrentDictionary<GrainType, Type?> _closed = new();
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainType> _resolved = new();
    private readonly Dictionary<GrainType, Type> _byGrainType = [];
    private readonly List<Type> _classes = [];
    private readonly bool _isClient;

    public GrainClassRegistry(bool isClient)
    {
        _isClient = isClient;
        foreach (var grainClass in GeneratedManifests.LoadAll().SelectMany(manifest => manifest.GrainClasses).Distinct())
        {
            _classes.Add(grainClass);
            _byGrainType.TryAdd(GrainTypeNames.OfClass(grainClass), grainClass);
        }
    }

    public IReadOnlyList<Type> Classes => _classes;

    /// <summary>The closed class of a grain type, or null where this process has none.</summary>
    public Type? Find(GrainType grainType) => _closed.GetOrAdd(grainType, Close);

    /// <summary>The grain type that is called through the interface.</summary>
    /// <exception cref="ArgumentException">None implements it, or more than one and nothing tells which.</exception>
    public GrainType Resolve(Type interfaceType, string? classNamePrefix) =>
        _resolved.GetOrAdd((interfaceType, classNamePrefix), ResolveNew);

    private GrainType ResolveNew((Type Interface, string? Prefix) request)
    {
        var (interfaceType, prefix) = request;
        if (string.IsNullOrEmpty(prefix)
            && interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } defaultType)
        {
            return GrainType.Create(defaultType.GrainType);
        }

        var candidates = _classes
            .Select(grainClass => (Class: grainClass, Closed: CloseFor(grainClass, interfaceType)))
            .Where(candidate => candidate.Closed is not null)
            .ToList();
        if (!string.IsNullOrEmpty(prefix))
        {
            candidates.RemoveAll(c => c.Class.FullName?.StartsWith(prefix, StringComparison.Ordinal) != true);
            var exact = candidates.Find(c => c.Class.FullName == prefix);
            if (exact.Class is not null) candidates = [exact];
        }

        // A class for these very type arguments is meant rather than one for any.
        if (candidates.Exists(c => !c.Class.IsGenericTypeDefinition) && interfaceType.IsConstructedGenericType)
        {
            candidates.RemoveAll(c => c.Class.IsGenericTypeDefinition);
        }

        var chosen = candidates is [var only] ? only : candidates.Find(c => IsNamedAfter(c.Class, interfaceType));
        if (chosen.Closed is { } closed)
        {
            var grainType = GrainTypeNames.OfClass(closed);
            _closed.TryAdd(grainType, closed);
            return grainType;
        }

        if (_isClient && candidates.Count == 0 && string.IsNullOrEmpty(prefix)) return GrainTypeNames.ByConvention(interfaceType);

        throw new ArgumentException(candidates.Count == 0
            ? $"Could not find an implementation for interface {interfaceType.FullName}."
            : $"{interfaceType.FullName} is implemented by more than one class: "
                + $"{string.Join(", ", candidates.Select(c => c.Class.FullName))}. Pass a class name prefix.");
    }

    private static bool IsNamedAfter(Type grainClass, Type interfaceType)
    {
        var name = GrainTypeNames.WithoutArity(interfaceType.Name);
        return name.StartsWith('I') && GrainTypeNames.WithoutArity(grainClass.Name) == name[1..];
    }

    /// <summary>The class closed so that it implements the interface, or null where it does not.</summary>
    private static Type? CloseFor(Type grainClass, Type interfaceType)
    {
        if (!grainClass.IsGenericTypeDefinition)
        {
            return grainClass.IsAssignableTo(interfaceType) ? grainClass : null;
        }

        if (!interfaceType.IsConstructedGenericType) return null;

        var definition = interfaceType.GetGenericTypeDefinition();
        var implemented = Array.Find(
            grainClass.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);
        if (implemented is null) return null;

        var parameters = grainClass.GetGenericArguments();
        var closing = new Type?[parameters.Length];
        foreach (var (argument, value) in implemented.GetGenericArguments().Zip(interfaceType.GetGenericArguments()))
        {
            if (argument.IsGenericParameter) closing[argument.GenericParameterPosition] = value;
            else if (argument != value) return null;
        }

        if (Array.Exists(closing, type => type is null)) return null;

        try
        {
            return grainClass.MakeGenericType(closing!);
        }
        catch (ArgumentException)
        {
            // The arguments do not satisfy the class's constraints.
            return null;
        }
    }

    private Type? Close(GrainType grainType)
    {
        if (_byGrainType.TryGetValue(grainType, out var found)) return found;

        // A constructed generic type that was named by another silo.
        return GrainTypeNames.TryParseConstructed(grainType, out var definition, out var argumentNames)
            && _byGrainType.TryGetValue(definition, out var open)
            && open.IsGenericTypeDefinition
            && GrainTypeNames.TryFindTypes(argumentNames, out var arguments)
            && arguments.Length == open.GetGenericArguments().Length
            ? open.MakeGenericType(arguments)
            : null;
    }
}

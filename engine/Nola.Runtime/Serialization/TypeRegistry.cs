using System.Collections.Concurrent;
using System.Reflection;
using Nola.Runtime.Serialization.Codecs;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;

namespace Nola.Runtime.Serialization;

/// <summary>
/// The types that a host can serialize, by type and by name: built in, generated and registered by the application.
/// </summary>
internal sealed class TypeRegistry
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, Type> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, string> _names = new();
    private readonly ConcurrentDictionary<Type, BuiltInType> _builtIn = new();
    private readonly ConcurrentDictionary<Type, GeneratedSerializer> _generated = new();
    private readonly ConcurrentDictionary<Type, Type> _converters = new();
    private readonly ConcurrentDictionary<Type, Type> _registeredCodecs = new();
    private readonly ConcurrentDictionary<Type, Type> _registeredCopiers = new();
    private readonly ConcurrentDictionary<Type, Type> _registeredBaseCodecs = new();
    private readonly ConcurrentDictionary<Type, Type> _registeredBaseCopiers = new();
    private readonly ConcurrentDictionary<Type, Type> _registeredActivators = new();
    private volatile int _manifestCount;

    public TypeRegistry()
    {
        foreach (var type in BuiltInTypes.All)
        {
            _builtIn[type.ValueType] = type;
            AddName(type.Name, type.ValueType);
        }

        AddName(typeof(Exception).FullName!, typeof(Exception));
        Refresh();
    }

    /// <summary>Takes in assemblies that were loaded since; true where there are new ones.</summary>
    public bool Refresh()
    {
        if (GeneratedManifests.LoadAll().Count == _manifestCount) return false;

        lock (_lock)
        {
            var manifests = GeneratedManifests.Loaded;
            foreach (var manifest in manifests.Skip(_manifestCount))
            {
                Add(manifest);
            }

            _manifestCount = manifests.Count;
        }

        return true;
    }

    public BuiltInType? FindBuiltIn(Type type) => _builtIn.GetValueOrDefault(type);

    public GeneratedSerializer? FindGenerated(Type type) => _generated.GetValueOrDefault(type);

    public Type? FindConverter(Type type) => _converters.GetValueOrDefault(type);

    public Type? FindRegisteredCodec(Type type) => _registeredCodecs.GetValueOrDefault(type);

    public Type? FindRegisteredCopier(Type type) => _registeredCopiers.GetValueOrDefault(type);

    public Type? FindRegisteredBaseCodec(Type type) => _registeredBaseCodecs.GetValueOrDefault(type);

    public Type? FindRegisteredBaseCopier(Type type) => _registeredBaseCopiers.GetValueOrDefault(type);

    public Type? FindRegisteredActivator(Type type) => _registeredActivators.GetValueOrDefault(type);

    /// <summary>Lets a type be named in payloads.</summary>
    public void AddNamed(Type type) =>
        AddName(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName ?? type.Name, type);

    public string? FindName(Type definition) => _names.GetValueOrDefault(definition);

    public Type? FindType(string name) => _byName.GetValueOrDefault(name);

    private void Add(GeneratedManifest manifest)
    {
        foreach (var serializer in manifest.Serializers)
        {
            _generated[serializer.ValueType] = serializer;
            AddName(serializer.Name, serializer.ValueType);
            // Payloads written before an alias was given still carry the CLR name.
            _byName.TryAdd(serializer.ValueType.FullName!, serializer.ValueType);
        }

        foreach (var interfaceType in manifest.Interfaces.Select(entry => entry.InterfaceType))
        {
            AddName(
                interfaceType.GetCustomAttribute<AliasAttribute>()?.Alias ?? interfaceType.FullName!, interfaceType);
        }

        foreach (var grainClass in manifest.GrainClasses)
        {
            AddName(grainClass.FullName!, grainClass);
        }

        foreach (var converter in manifest.Converters)
        {
            foreach (var target in InterfacesOf(converter, typeof(IConverter<,>))
                .Select(type => type.GetGenericArguments()[0]))
            {
                AddTarget(_converters, target, converter);
            }
        }

        foreach (var type in manifest.Registered) AddRegistered(type);
    }

    private void AddRegistered(Type type)
    {
        if (BaseOf(type, typeof(FieldCodec<>)) is { } codec)
        {
            AddTarget(_registeredCodecs, codec.GetGenericArguments()[0], type);
        }
        else
        {
            AddTargets(_registeredCodecs, typeof(IFieldCodec<>), type);
        }

        if (BaseOf(type, typeof(ValueCopier<>)) is { } copier)
        {
            AddTarget(_registeredCopiers, copier.GetGenericArguments()[0], type);
        }
        else
        {
            AddTargets(_registeredCopiers, typeof(IDeepCopier<>), type);
        }

        AddTargets(_registeredBaseCodecs, typeof(IBaseCodec<>), type);
        AddTargets(_registeredBaseCopiers, typeof(IBaseCopier<>), type);
        AddTargets(_registeredActivators, typeof(IActivator<>), type);
    }

    private void AddTargets(ConcurrentDictionary<Type, Type> table, Type role, Type implementation)
    {
        foreach (var served in InterfacesOf(implementation, role))
        {
            AddTarget(table, served.GetGenericArguments()[0], implementation);
        }
    }

    private void AddTarget(ConcurrentDictionary<Type, Type> table, Type target, Type implementation)
    {
        var key =
            implementation.IsGenericTypeDefinition && target.IsGenericType ? target.GetGenericTypeDefinition() : target;
        table[key] = implementation;
        AddName(key.FullName ?? key.Name, key);
    }

    private void AddName(string name, Type type)
    {
        _byName.TryAdd(name, type);
        _names.TryAdd(type, name);
    }

    internal static IEnumerable<Type> InterfacesOf(Type type, Type definition) =>
        type.GetInterfaces()
            .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition);

    private static Type? BaseOf(Type type, Type definition)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == definition) return current;
        }

        return null;
    }
}

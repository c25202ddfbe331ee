using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.CodeGeneration;

/// <summary>
/// Finds proxies and requests by closed interface. Generated code is the same for every host of the process, so this is
/// kept once; generic interfaces are closed when first asked for.
/// </summary>
internal static class GeneratedInterfaces
{
    private static readonly ConcurrentDictionary<Type, InterfaceCode?> s_byInterface = new();
    private static int s_manifestCount;

    /// <summary>The generated code of an interface, or null where there is none.</summary>
    public static InterfaceCode? Find(Type interfaceType)
    {
        var manifests = GeneratedManifests.Loaded;
        if (manifests.Count != Volatile.Read(ref s_manifestCount))
        {
            // Misses may have become hits.
            foreach (var (type, code) in s_byInterface)
            {
                if (code is null) s_byInterface.TryRemove(type, out _);
            }

            Volatile.Write(ref s_manifestCount, manifests.Count);
        }

        return s_byInterface.GetOrAdd(interfaceType, Create);
    }

    private static InterfaceCode? Create(Type interfaceType)
    {
        if (interfaceType.ContainsGenericParameters) return null;

        var definition = interfaceType.IsConstructedGenericType
            ? interfaceType.GetGenericTypeDefinition()
            : interfaceType;
        foreach (var manifest in GeneratedManifests.LoadAll())
        {
            foreach (var candidate in manifest.Interfaces)
            {
                if (candidate.InterfaceType == definition) return new(interfaceType, candidate);
            }
        }

        return null;
    }
}

/// <summary>The generated code of a closed interface.</summary>
internal sealed class InterfaceCode
{
    private const string ProxyFactoryName = "Create";
    private const string RequestFactoryName = "Rent";

    private readonly Type[] _typeArguments;
    private readonly Func<GrainReferenceShared, IdSpan, GrainReference> _createProxy;
    private readonly Dictionary<uint, MethodCode> _methods;

    public InterfaceCode(Type interfaceType, GeneratedInterface generated)
    {
        InterfaceType = interfaceType;
        _typeArguments = interfaceType.IsConstructedGenericType ? interfaceType.GetGenericArguments() : [];
        ProxyType = _typeArguments.Length == 0
            ? generated.ProxyType
            : generated.ProxyType.MakeGenericType(_typeArguments);
        _createProxy = generated.CreateProxy
            ?? CreateFactory<Func<GrainReferenceShared, IdSpan, GrainReference>>(ProxyType, ProxyFactoryName);
        _methods = generated.Methods.ToDictionary(method => method.Id, method => new MethodCode(method));
    }

    /// <summary>The closed interface.</summary>
    public Type InterfaceType { get; }

    /// <summary>The closed proxy.</summary>
    public Type ProxyType { get; }

    /// <summary>Makes a proxy.</summary>
    public GrainReference CreateProxy(GrainReferenceShared shared, IdSpan key) => _createProxy(shared, key);

    /// <summary>
    /// Takes a request of a method from its pool, or gives null where the interface declares no such method or the type
    /// arguments do not fit. Methods of base interfaces are found on those.
    /// </summary>
    public Request? RentRequest(uint methodId, ReadOnlySpan<Type> methodTypeArguments)
    {
        if (!_methods.TryGetValue(methodId, out var method)) return null;
        if (method.Rent is { } rent) return methodTypeArguments.IsEmpty ? rent() : null;

        Type[] typeArguments = [.. _typeArguments, .. methodTypeArguments];
        if (typeArguments.Length != method.Generated.RequestType.GetGenericArguments().Length) return null;

        if (methodTypeArguments.IsEmpty)
        {
            method.Rent = CreateFactory<Func<Request>>(
                method.Generated.RequestType.MakeGenericType(typeArguments), RequestFactoryName);
            return method.Rent();
        }

        return RentGeneric(method, typeArguments);
    }

    private static Request? RentGeneric(MethodCode method, Type[] typeArguments)
    {
        var key = new TypeList(typeArguments);
        if (!method.Closed.TryGetValue(key, out var rent))
        {
            try
            {
                rent = CreateFactory<Func<Request>>(
                    method.Generated.RequestType.MakeGenericType(typeArguments), RequestFactoryName);
            }
            catch (ArgumentException)
            {
                // The sender named types that break the method's constraints.
                return null;
            }

            method.Closed.TryAdd(key, rent);
        }

        return rent();
    }

    private static TDelegate CreateFactory<TDelegate>(Type type, string name)
        where TDelegate : Delegate =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!
            .CreateDelegate<TDelegate>();

    private sealed class MethodCode(GeneratedMethod generated)
    {
        public GeneratedMethod Generated { get; } = generated;

        public Func<Request>? Rent { get; set; } = generated.Rent;

        public ConcurrentDictionary<TypeList, Func<Request>> Closed { get; } = new();
    }

    private readonly struct TypeList(Type[] types) : IEquatable<TypeList>
    {
        private readonly Type[] _types = types;

        public bool Equals(TypeList other) => _types.AsSpan().SequenceEqual(other._types);

        public override bool Equals(object? obj) => obj is TypeList other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var type in _types)
            {
                hash.Add(type);
            }

            return hash.ToHashCode();
        }
    }
}

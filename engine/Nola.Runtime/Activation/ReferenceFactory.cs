using System.Collections.Concurrent;
using System.Reflection;
using Orleans.CodeGeneration;

namespace Nola.Runtime.Activation;

/// <summary>Makes references: proxies over a grain type, an interface and a key.</summary>
internal sealed class ReferenceFactory(ActivationHost host) : Serialization.IReferenceFactory
{
    private readonly ConcurrentDictionary<(GrainType, Type), Maker> _makers = new();
    private readonly ConcurrentDictionary<(Type, string?), Maker> _byInterface = new();
    private readonly ConcurrentDictionary<GrainType, GrainReferenceShared> _untyped = new();
    private readonly ConcurrentDictionary<GrainInterfaceType, Type> _interfaces = new();

    /// <summary>A reference to the grain that implements the interface.</summary>
    public GrainReference Create(Type interfaceType, IdSpan key, string? classNamePrefix = null) =>
        _byInterface.GetOrAdd((interfaceType, classNamePrefix), static (request, self) => self.MakerOf(
            self.Host.Classes.Resolve(request.Item1, request.Item2), request.Item1), this).Create(key);

    /// <summary>A reference to a grain through an interface.</summary>
    public GrainReference Create(GrainId grainId, Type interfaceType) =>
        MakerOf(grainId.Type, interfaceType).Create(grainId.Key);

    /// <summary>A reference without an interface: it can be cast and compared, not called.</summary>
    public GrainReference CreateUntyped(GrainId grainId) => new UntypedReference(
        _untyped.GetOrAdd(
            grainId.Type,
            static (type, self) => new GrainReferenceShared(type, default, 0, self.Host.Calls),
            this),
        grainId.Key);

    /// <summary>The interface of a name, or null where this process has no generated code of it.</summary>
    public Type? FindInterface(GrainInterfaceType name)
    {
        if (_interfaces.TryGetValue(name, out var known)) return known;

        foreach (var candidate in GeneratedManifests.LoadAll().SelectMany(manifest => manifest.Interfaces))
        {
            if (GrainTypeNames.OfInterface(candidate.InterfaceType) == name)
            {
                return _interfaces.GetOrAdd(name, candidate.InterfaceType);
            }
        }

        return null;
    }

    private ActivationHost Host => host;

    private Maker MakerOf(GrainType grainType, Type interfaceType) =>
        _makers.GetOrAdd((grainType, interfaceType), CreateMaker);

    private Maker CreateMaker((GrainType GrainType, Type Interface) request)
    {
        var code = GeneratedInterfaces.Find(request.Interface) ?? throw new ArgumentException(
            $"{request.Interface.FullName} is no interface with generated code. Does its project reference the SDK?");
        var name = GrainTypeNames.OfInterface(request.Interface);
        _interfaces.TryAdd(name, request.Interface);
        var version = request.Interface.GetCustomAttribute<VersionAttribute>()?.Version ?? 0;
        return new Maker(new GrainReferenceShared(request.GrainType, name, version, host.Calls), code);
    }

    private sealed class Maker(GrainReferenceShared shared, InterfaceCode code)
    {
        public GrainReference Create(IdSpan key) => code.CreateProxy(shared, key);
    }

    private sealed class UntypedReference(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);
}

using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Orleans.CodeGeneration;

/// <summary>What the source generator made of one assembly. Built by the assembly's module initializer.</summary>
/// <param name="assembly">The assembly.</param>
public sealed class GeneratedManifest(Assembly assembly)
{
    private readonly List<GeneratedSerializer> _serializers = [];
    private readonly List<GeneratedInterface> _interfaces = [];
    private readonly List<Type> _grainClasses = [];
    private readonly List<Type> _converters = [];
    private readonly List<Type> _registered = [];

    /// <summary>The assembly.</summary>
    public Assembly Assembly { get; } = assembly;

    /// <summary>Generated codecs and copiers.</summary>
    public IReadOnlyList<GeneratedSerializer> Serializers => _serializers;

    /// <summary>Grain, observer, extension and system target interfaces.</summary>
    public IReadOnlyList<GeneratedInterface> Interfaces => _interfaces;

    /// <summary>Classes that can be activated as grains.</summary>
    public IReadOnlyList<Type> GrainClasses => _grainClasses;

    /// <summary>Classes marked <see cref="RegisterConverterAttribute"/>.</summary>
    public IReadOnlyList<Type> Converters => _converters;

    /// <summary>
    /// Classes marked <see cref="RegisterSerializerAttribute"/> or <see cref="RegisterCopierAttribute"/>.
    /// </summary>
    public IReadOnlyList<Type> Registered => _registered;

    /// <summary>
    /// Adds a serializable type. The codec and copier may be generic type definitions where the type is one.
    /// </summary>
    public void AddSerializer(
        Type valueType,
        string name,
        Type codecType,
        Type? copierType,
        Func<FieldCodec>? createCodec = null,
        Func<ValueCopier>? createCopier = null) =>
        _serializers.Add(new(valueType, name, codecType, copierType, createCodec, createCopier));

    /// <summary>
    /// Adds an interface. The proxy and requests are generic type definitions where the interface is one.
    /// </summary>
    public void AddInterface(
        Type interfaceType,
        Type proxyType,
        Func<GrainReferenceShared, IdSpan, GrainReference>? createProxy,
        params GeneratedMethod[] methods) =>
        _interfaces.Add(new(interfaceType, proxyType, createProxy, methods));

    /// <summary>Adds a grain class.</summary>
    public void AddGrainClass(Type grainClass) => _grainClasses.Add(grainClass);

    /// <summary>Adds a converter class.</summary>
    public void AddConverter(Type converter) => _converters.Add(converter);

    /// <summary>Adds a codec or copier class.</summary>
    public void AddRegistered(Type codecOrCopier) => _registered.Add(codecOrCopier);
}

/// <summary>A serializable type with its generated codec and copier.</summary>
/// <param name="ValueType">The type, or a generic type definition.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="CodecType">The codec's type.</param>
/// <param name="CopierType">The copier's type, or null where values are immutable.</param>
/// <param name="CreateCodec">Makes the codec; null where the type is generic.</param>
/// <param name="CreateCopier">Makes the copier; null where the type is generic or immutable.</param>
public sealed record GeneratedSerializer(
    Type ValueType,
    string Name,
    Type CodecType,
    Type? CopierType,
    Func<FieldCodec>? CreateCodec,
    Func<ValueCopier>? CreateCopier);

/// <summary>An interface that calls can be addressed to.</summary>
/// <param name="InterfaceType">The interface, or a generic type definition.</param>
/// <param name="ProxyType">The proxy's type.</param>
/// <param name="CreateProxy">Makes a proxy; null where the interface is generic.</param>
/// <param name="Methods">The methods that the interface declares itself.</param>
public sealed record GeneratedInterface(
    Type InterfaceType,
    Type ProxyType,
    Func<GrainReferenceShared, IdSpan, GrainReference>? CreateProxy,
    IReadOnlyList<GeneratedMethod> Methods);

/// <summary>A method of a <see cref="GeneratedInterface"/>.</summary>
/// <param name="Id">The method's id, unique within the interface.</param>
/// <param name="Name">The method's name.</param>
/// <param name="RequestType">The request's type: generic over the interface's type parameters, then the
/// method's.</param>
/// <param name="Rent">Takes a request from its pool; null where the request is generic.</param>
public sealed record GeneratedMethod(uint Id, string Name, Type RequestType, Func<Request>? Rent);

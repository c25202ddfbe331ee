using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nola.Runtime.Serialization.Codecs;
using Nola.Runtime.Serialization.External;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization;

/// <summary>
/// Makes a host's codecs and copiers when they are first asked for. All reflection of the serializer is here, and
/// happens
/// once per type and host.
/// </summary>
internal sealed class HostCodecProvider : CodecProvider
{
    // Names come from other processes, so what is remembered of them is bounded.
    private const int RememberedNamesMax = 16 * 1024;

    private static readonly MethodInfo s_getCodec = Method(nameof(GetCodecUntyped));
    private static readonly MethodInfo s_getCopier = Method(nameof(GetCopierUntyped));

    private readonly IServiceProvider _services;
    private readonly IForeignSerializer[] _registeredForeign;
    private readonly ConcurrentDictionary<Type, FieldCodec> _codecs = new();
    private readonly ConcurrentDictionary<Type, ValueCopier> _copiers = new();
    private readonly ConcurrentDictionary<Type, FieldCodec> _runtimeCodecs = new();
    private readonly ConcurrentDictionary<Type, ValueCopier> _runtimeCopiers = new();
    private readonly ConcurrentDictionary<Type, object> _bases = new();
    private readonly ConcurrentDictionary<Type, object> _hooks = new();
    private readonly ConcurrentDictionary<Type, object> _activators = new();
    private readonly ConcurrentDictionary<Type, object?> _levels = new();
    private readonly ConcurrentDictionary<Type, object?> _baseCopiers = new();
    private readonly ConcurrentDictionary<Type, bool> _hasCodec = new();
    private readonly ConcurrentDictionary<Type, string> _typeNames = new();
    private readonly ConcurrentDictionary<Utf8Name, NamedType> _namedTypes = new(Utf8Name.Comparer.Instance);

    public HostCodecProvider(
        IServiceProvider services,
        IEnumerable<IForeignSerializer> foreign,
        IOptions<ExceptionSerializationOptions> exceptionOptions)
    {
        _services = services;
        _registeredForeign = [.. foreign];
        Exceptions = new(exceptionOptions);
        Factory = new(this, services);
    }

    public TypeRegistry Registry { get; } = new();

    public ExceptionTypes Exceptions { get; }

    /// <summary>
    /// What a silo or client has, and a serializer on its own has not. It needs the codecs itself, so it is looked up
    /// late.
    /// </summary>
    public IReferenceFactory? References => field ??= _services.GetService<IReferenceFactory>();

    public override IServiceProvider Services => _services;

    private CodecFactory Factory { get; }

    // Made when first asked for: the application's codecs may want this provider.
    private IForeignSerializer[] Foreign => field ??= CollectForeign();

    public override FieldCodec GetCodec(Type type) =>
        _codecs.GetOrAdd(
            type,
            static (key, self) => (FieldCodec)s_getCodec.MakeGenericMethod(ValueType(key, "codec"))
                .Invoke(self, BindingFlags.DoNotWrapExceptions, null, null, null)!,
            this);

    public override ValueCopier GetCopier(Type type) =>
        _copiers.GetOrAdd(
            type,
            static (key, self) => (ValueCopier)s_getCopier.MakeGenericMethod(ValueType(key, "copier"))
                .Invoke(self, BindingFlags.DoNotWrapExceptions, null, null, null)!,
            this);

    public override IActivator<T> GetActivator<T>() => (IActivator<T>)_activators.GetOrAdd(
        typeof(T), static (_, factory) => factory.CreateActivator<T>(), Factory);

    public override bool HasCodec(Type type) =>
        _hasCodec.TryGetValue(type, out var known) ? known : _hasCodec.GetOrAdd(type, CanSerialize(type));

    public override bool HasCopier(Type type) => HasCodec(type);

    public override THook GetHook<THook>() =>
        (THook)_hooks.GetOrAdd(
            typeof(THook),
            static (type, services) => services.GetService(type) ?? ActivatorUtilities.CreateInstance(services, type),
            _services);

    /// <summary>
    /// Whether the type itself, not a base of it, has a codec other than by way of its members' types.
    /// </summary>
    public bool HasOwnCodec(Type type) => HasCodec(type);

    public bool HasOwnCopier(Type type) => HasCopier(type);

    public bool HasGeneratedCodec(Type type) =>
        Registry.FindGenerated(Definition(type)) is not null
            || Registry.FindRegisteredCodec(Definition(type)) is not null
        || Registry.FindConverter(Definition(type)) is not null;

    internal override FieldCodec GetRuntimeCodec(object value) =>
        _runtimeCodecs.GetOrAdd(value.GetType(), static (type, self) => self.GetCodec(self.WireTypeOf(type)), this);

    internal override ValueCopier GetRuntimeCopier(object value) =>
        _runtimeCopiers.GetOrAdd(value.GetType(), static (type, self) => self.GetCopier(self.WireTypeOf(type)), this);

    internal override string GetTypeName(Type type) =>
        _typeNames.GetOrAdd(type, static (key, self) => self.FormatName(key), this);

    internal override NamedType ResolveName(ReadOnlySpan<byte> utf8Name)
    {
        var lookup = _namedTypes.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(utf8Name, out var known)) return known;

        var name = Encoding.UTF8.GetString(utf8Name);
        var type = new TypeNameParser(name, FindType).Parse();
        if (type is null && Refresh()) type = new TypeNameParser(name, FindType).Parse();
        var named = new NamedType(name, type, this);
        if (type is not null && _namedTypes.Count < RememberedNamesMax) lookup.TryAdd(utf8Name, named);
        return named;
    }

    private protected override FieldCodec<T> CreateCodec<T>() =>
        (FieldCodec<T>?)(Factory.CreateCodec<T>(Foreign) ?? (Refresh() ? Factory.CreateCodec<T>(Foreign) : null))
        ?? throw NotFound(typeof(T), "codec");

    private protected override ValueCopier<T> CreateCopier<T>() =>
        (ValueCopier<T>?)(Factory.CreateCopier<T>(Foreign) ?? (Refresh() ? Factory.CreateCopier<T>(Foreign) : null))
        ?? throw NotFound(typeof(T), "copier");

    private protected override ILevelCodec<T>? FindRegisteredLevel<T>() => (ILevelCodec<T>?)_levels.GetOrAdd(
        typeof(T), static (_, factory) => factory.FindLevel<T>(), Factory);

    private protected override IBaseCopier<T>? FindRegisteredBaseCopier<T>() => (IBaseCopier<T>?)_baseCopiers.GetOrAdd(
        typeof(T), static (_, factory) => factory.FindBaseCopier<T>(), Factory);

    private protected override ILevelCodec<T> GetLevelCodec<T>(FieldCodec<T> codec) =>
        codec as ILevelCodec<T>
        ?? (ILevelCodec<T>)_bases.GetOrAdd(codec.GetType(), static (_, state) =>
            state.Factory.CreateBase(state.Codec), (Factory, Codec: (object)codec));

    private protected override IBaseCopier<T> GetBaseCopier<T>(ValueCopier<T> copier) =>
        copier as IBaseCopier<T>
        ?? (IBaseCopier<T>)_bases.GetOrAdd(copier.GetType(), static (_, state) =>
            state.Factory.CreateBase(state.Copier), (Factory, Copier: (object)copier));

    internal static Type Definition(Type type) =>
        type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;

    // A generic type without its arguments can be named, but there are no values of it.
    private static Type ValueType(Type type, string what) =>
        type.ContainsGenericParameters || type.IsPointer || type.IsByRef || type.IsByRefLike || type == typeof(void)
            ? throw NotFound(type, what)
            : type;

    private static CodecNotFoundException NotFound(Type type, string what) =>
        new(
            $"Could not find a {what} for type {type}. "
            + "Mark it with [GenerateSerializer], or register a serializer for it.");

    private static MethodInfo Method(string name) =>
        typeof(HostCodecProvider).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Instance)!;

    private IForeignSerializer[] CollectForeign()
    {
        IGeneralizedCodec[] codecs = [.. _services.GetServices<IGeneralizedCodec>()];
        IGeneralizedCopier[] copiers = [.. _services.GetServices<IGeneralizedCopier>()];
        if (codecs.Length + copiers.Length == 0) return _registeredForeign;

        foreach (var codec in codecs) Registry.AddNamed(codec.GetType());
        return [.. _registeredForeign, new GeneralizedSerializer(codecs, copiers)];
    }

    private bool Refresh()
    {
        if (!Registry.Refresh()) return false;

        // What was not serializable may be now.
        _hasCodec.Clear();
        _activators.Clear();
        _levels.Clear();
        _baseCopiers.Clear();
        return true;
    }

    private FieldCodec<T> GetCodecUntyped<T>() => GetCodec<T>();

    private ValueCopier<T> GetCopierUntyped<T>() => GetCopier<T>();

    // Some classes are made by the library in hidden derived forms, and stand for their base.
    private Type WireTypeOf(Type type)
    {
        if (type.IsSubclassOf(typeof(Exception)) && !HasGeneratedCodec(type)) return typeof(Exception);
        if (HasCodec(type)) return type;

        for (var candidate = type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            if (CodecFactory.IsBaseOfHiddenTypes(Definition(candidate))) return candidate;
        }

        return type;
    }

    private bool CanSerialize(Type type)
    {
        if (type.IsArray) return HasCodec(type.GetElementType()!);
        if (!Factory.Knows(type, Foreign)) return false;
        return !type.IsConstructedGenericType || type.GetGenericArguments().All(HasCodec);
    }

    private string FormatName(Type type)
    {
        var name = new StringBuilder();
        TypeNameParser.Append(name, type, FindName);
        return name.ToString();
    }

    private string? FindName(Type type) =>
        Registry.FindName(type)
        ?? (!type.IsConstructedGenericType && Foreign.Any(serializer => serializer.CanSerialize(type)) ? type.FullName
            : null);

    private Type? FindType(string name)
    {
        var type = Registry.FindType(name);
        if (type is not null || Foreign.Length == 0) return type;

        // Only a type that is loaded already, and that the host has chosen to accept from others, is found this way.
        return LoadedTypes.Find(name)
            .FirstOrDefault(candidate => Foreign.Any(serializer => serializer.CanSerialize(candidate)));
    }
}

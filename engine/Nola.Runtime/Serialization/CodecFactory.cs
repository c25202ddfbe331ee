using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Serialization.Codecs;
using Nola.Runtime.Serialization.Copiers;
using Nola.Runtime.Serialization.External;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Activators;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;

namespace Nola.Runtime.Serialization;

/// <summary>Chooses and makes the codec and the copier of a type.</summary>
internal sealed class CodecFactory(HostCodecProvider provider, IServiceProvider services)
{
    private static readonly HashSet<Type> s_numbers =
    [
        typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
            typeof(float),
        typeof(double),
    ];

    private static readonly HashSet<Type> s_basesOfHiddenTypes =
    [
        typeof(Type), typeof(IPAddress), typeof(CultureInfo), typeof(GrainReference), typeof(FrozenSet<>),
        typeof(FrozenDictionary<,>), typeof(JsonValue),
    ];

    private TypeRegistry Registry => provider.Registry;

    public static bool IsBaseOfHiddenTypes(Type definition) => s_basesOfHiddenTypes.Contains(definition);

    /// <summary>Whether the type itself is known; its element and argument types are another matter.</summary>
    public bool Knows(Type type, IForeignSerializer[] foreign)
    {
        if (type.IsPointer || type.IsByRef || type.IsByRefLike || type.ContainsGenericParameters) return false;

        var definition = HostCodecProvider.Definition(type);
        return KnowsByName(type) || (definition != type && KnowsByName(definition)) || type.IsEnum
            || type.IsAssignableTo(typeof(Exception)) || IsReference(type)
            || foreign.Any(serializer => serializer.CanSerialize(type)) || IsPolymorphic(type);
    }

    public FieldCodec? CreateCodec<T>(IForeignSerializer[] foreign)
    {
        var type = typeof(T);
        if (ExternalOf(type, Registry.FindRegisteredCodec, typeof(IFieldCodec<>), typeof(FieldCodec)) is { } external)
        {
            return new ExternalCodec<T>((IFieldCodec<T>)Instantiate(external))!;
        }

        if (Registry.FindGenerated(type)?.CreateCodec is { } create
            && Registry.FindRegisteredCodec(type) is null) return create();
        if (CodecTypeOf(type) is { } codecType) return (FieldCodec)Instantiate(codecType);

        if (foreign.FirstOrDefault(serializer =>
            !type.IsInterface && serializer.CanSerialize(type)) is { } chosen) return chosen.CreateCodec<T>();
        return IsPolymorphic(type) ? (FieldCodec)Instantiate(typeof(PolymorphicCodec<>).MakeGenericType(type)) : null;
    }

    public ValueCopier? CreateCopier<T>(IForeignSerializer[] foreign)
    {
        var type = typeof(T);
        if (ExternalOf(type, Registry.FindRegisteredCopier, typeof(IDeepCopier<>), typeof(ValueCopier)) is { } external)
        {
            return new ExternalCopier<T>((IDeepCopier<T>)Instantiate(external));
        }

        var generated = Registry.FindGenerated(type);
        var isOwn = generated is not null && Registry.FindRegisteredCopier(type) is null
            && !type.IsAssignableTo(typeof(Exception));
        if (isOwn && generated!.CreateCopier is { } create) return create();
        if (CopierTypeOf(type) is { } copierType) return (ValueCopier)Instantiate(copierType);

        if (foreign.FirstOrDefault(
            serializer => !type.IsInterface && serializer.CanCopy(type)) is { } chosen) return chosen.CreateCopier<T>();
        return IsPolymorphic(type) ? (ValueCopier)Instantiate(typeof(RuntimeTypeCopier<>).MakeGenericType(type)) : null;
    }

    public ILevelCodec<T>? FindLevel<T>()
        where T : class =>
        ExternalOf(typeof(T), Registry.FindRegisteredBaseCodec, typeof(IBaseCodec<>)) is { } type
            ? new ExternalLevelCodec<T>((IBaseCodec<T>)Instantiate(type))
            : null;

    public IBaseCopier<T>? FindBaseCopier<T>()
        where T : class =>
        ExternalOf(typeof(T), Registry.FindRegisteredBaseCopier, typeof(IBaseCopier<>)) is { } type
            ? (IBaseCopier<T>)Instantiate(type)
            : null;

    public IActivator<T> CreateActivator<T>() =>
        ExternalOf(typeof(T), Registry.FindRegisteredActivator, typeof(IActivator<>)) is { } type
            ? (IActivator<T>)Instantiate(type)
            : new DefaultActivator<T>();

    /// <summary>The base level of a type with a surrogate.</summary>
    public object CreateBase(object codecOrCopier)
    {
        var type = codecOrCopier.GetType();
        var definition = HostCodecProvider.Definition(type);
        var baseDefinition = definition == typeof(SurrogateCodec<,>) ? typeof(SurrogateBaseCodec<,>)
            : definition == typeof(SurrogateCopier<,>) ? typeof(SurrogateBaseCopier<,>)
            : throw new CodecNotFoundException($"{type} cannot serve types derived from its own.");
        var arguments = type.GetGenericArguments();
        var converter = ConverterOf(arguments[0])!;
        var populatorType = typeof(IPopulator<,>).MakeGenericType(arguments);
        if (!populatorType.IsAssignableFrom(converter))
        {
            throw new CodecNotFoundException(
                $"{converter} must implement {populatorType} to serve types derived from {arguments[0]}.");
        }

        return Activator
            .CreateInstance(baseDefinition.MakeGenericType(arguments), codecOrCopier, Instantiate(converter))!;
    }

    private static bool IsPolymorphic(Type type) =>
        type.IsInterface || (type.IsAbstract && type.IsClass && !type.IsSealed);

    private static bool IsReference(Type type) =>
        (type.IsInterface && type.IsAssignableTo(typeof(IAddressable))) || type.IsAssignableTo(typeof(GrainReference));

    private bool KnowsByName(Type type) =>
        Registry.FindBuiltIn(type) is not null || Registry.FindGenerated(type) is not null
            || Registry.FindConverter(type) is not null
        || Registry.FindRegisteredCodec(type) is not null;

    private Type? CodecTypeOf(Type type)
    {
        if (NamedCodecTypeOf(type, type) is { } named) return named;
        if (type.IsEnum) return typeof(EnumCodec<>).MakeGenericType(type);
        if (type.IsArray) return ArrayCodecTypeOf(type);
        if (type.IsConstructedGenericType
            && NamedCodecTypeOf(type, type.GetGenericTypeDefinition()) is { } generic) return generic;
        if (type.IsAssignableTo(typeof(Exception))) return typeof(ExceptionCodec<>).MakeGenericType(type);
        return IsReference(type) ? typeof(ReferenceCodec<>).MakeGenericType(type) : null;
    }

    private Type? NamedCodecTypeOf(Type type, Type name)
    {
        if (Registry.FindRegisteredCodec(name) is { } registered) return CloseByTarget(
            registered, type, typeof(FieldCodec<>));
        if (Registry.FindBuiltIn(name) is { } builtIn) return Close(builtIn.CodecType, type);
        if (ConverterOf(type) is { } converter) return typeof(SurrogateCodec<,>)
            .MakeGenericType(SurrogateArguments(converter, type));
        return Registry.FindGenerated(name) is { } generated ? Close(generated.CodecType, type) : null;
    }

    private Type? CopierTypeOf(Type type)
    {
        if (type.IsAssignableTo(typeof(Exception))) return typeof(ExceptionCopier<>).MakeGenericType(type);
        if (NamedCopierTypeOf(type, type) is { } named) return named;
        if (type.IsEnum) return typeof(SameValueCopier<>).MakeGenericType(type);
        if (type.IsArray)
        {
            var element = type.GetElementType()!;
            return type.IsSZArray
                ? typeof(ArrayCopier<>).MakeGenericType(element)
                : typeof(MultiDimensionalArrayCopier<,>).MakeGenericType(type, element);
        }

        if (type.IsConstructedGenericType
            && NamedCopierTypeOf(type, type.GetGenericTypeDefinition()) is { } generic) return generic;
        if (type.IsAssignableTo(typeof(GrainReference))) return typeof(SameValueCopier<>).MakeGenericType(type);
        return IsReference(type) ? typeof(ReferenceCopier<>).MakeGenericType(type) : null;
    }

    private Type? NamedCopierTypeOf(Type type, Type name)
    {
        var shallow = typeof(SameValueCopier<>);
        if (Registry.FindRegisteredCopier(name) is { } registered) return CloseByTarget(
            registered, type, typeof(ValueCopier<>));
        if (Registry.FindBuiltIn(name) is { } builtIn)
        {
            return builtIn.CopierType is { } copier ? Close(copier, type) : shallow.MakeGenericType(type);
        }

        if (ConverterOf(type) is { } converter) return typeof(SurrogateCopier<,>)
            .MakeGenericType(SurrogateArguments(converter, type));
        if (Registry.FindGenerated(name) is not { } generated) return null;
        return generated.CopierType is { } generatedCopier ? Close(generatedCopier, type)
            : shallow.MakeGenericType(type);
    }

    private static Type ArrayCodecTypeOf(Type type)
    {
        var element = type.GetElementType()!;
        if (!type.IsSZArray) return typeof(MultiDimensionalArrayCodec<,>).MakeGenericType(type, element);
        return (s_numbers.Contains(element) ? typeof(NumberArrayCodec<>) : typeof(ArrayCodec<>))
            .MakeGenericType(element);
    }

    // Codecs of generic types have the type parameters of their type.
    private static Type Close(Type definition, Type type) =>
        definition.IsGenericTypeDefinition ? definition.MakeGenericType(type.GetGenericArguments()) : definition;

    private Type? ConverterOf(Type type)
    {
        if (Registry.FindConverter(type) is { } exact) return exact;
        if (!type.IsConstructedGenericType
            || Registry.FindConverter(type.GetGenericTypeDefinition()) is not { } open) return null;

        var pattern = TypeRegistry.InterfacesOf(open, typeof(IConverter<,>))
            .Select(candidate => candidate.GetGenericArguments()[0])
            .First(target => HostCodecProvider.Definition(target) == type.GetGenericTypeDefinition());
        return CloseByPattern(open, pattern, type);
    }

    // What the application registered for a type, unless it derives from this runtime's own base class.
    private static Type? ExternalOf(Type type, Func<Type, Type?> find, Type role, Type? own = null)
    {
        var definition = HostCodecProvider.Definition(type);
        if ((find(type) ?? find(definition)) is not { } registered || registered.IsAssignableTo(own)) return null;
        if (!registered.IsGenericTypeDefinition) return registered;

        var pattern = TypeRegistry.InterfacesOf(registered, role)
            .Select(static served => served.GetGenericArguments()[0])
            .First(served => HostCodecProvider.Definition(served) == definition);
        return CloseByPattern(registered, pattern, type);
    }

    private static Type CloseByTarget(Type implementation, Type type, Type baseDefinition)
    {
        if (!implementation.IsGenericTypeDefinition) return implementation;

        var current = implementation.BaseType!;
        while (!current.IsGenericType || current.GetGenericTypeDefinition() != baseDefinition) current =
            current.BaseType!;
        return CloseByPattern(implementation, current.GetGenericArguments()[0], type);
    }

    // Finds each type parameter of the implementation among the arguments of the type that it serves.
    private static Type CloseByPattern(Type implementation, Type pattern, Type type)
    {
        var parameters = pattern.GetGenericArguments();
        var arguments = type.GetGenericArguments();
        return implementation.MakeGenericType(
            [.. implementation.GetGenericArguments()
                .Select(parameter => arguments[Array.IndexOf(parameters, parameter)])]);
    }

    private static Type[] SurrogateArguments(Type converter, Type type) =>
        TypeRegistry.InterfacesOf(converter, typeof(IConverter<,>))
            .Select(candidate => candidate.GetGenericArguments())
            .First(arguments => arguments[0] == type);

    private object Instantiate(Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .OrderByDescending(candidate => candidate.GetParameters().Length)
            .First();
        var arguments = constructor.GetParameters().Select(parameter => Argument(type, parameter)).ToArray();
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    private object? Argument(Type type, ParameterInfo parameter)
    {
        if (parameter.ParameterType.IsInstanceOfType(provider)) return provider;

        var isConverter = parameter.ParameterType.IsConstructedGenericType
            && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IConverter<,>);
        if (isConverter) return Instantiate(ConverterOf(type.GetGenericArguments()[0])!);

        return services.GetService(parameter.ParameterType)
            ?? (parameter.HasDefaultValue ? parameter.DefaultValue
                : services.GetRequiredService(parameter.ParameterType));
    }
}

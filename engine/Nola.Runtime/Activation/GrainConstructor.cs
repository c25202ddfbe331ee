using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Activation;

/// <summary>
/// Constructs the grains of one class. Arguments that are singletons are resolved once; a scope is made only for grains
/// that ask for something scoped, because scopes are far larger than most grains.
/// </summary>
internal sealed class GrainConstructor
{
    private static readonly MethodInfo CreateStateMethod =
        typeof(GrainConstructor).GetMethod(nameof(CreateState), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ActivationHost _host;
    private readonly Type _classType;
    private Func<object?[], object>? _invoke;
    private Func<GrainActivation, object?>[] _arguments = [];

    public GrainConstructor(ActivationHost host, Type classType)
    {
        _host = host;
        _classType = classType;
    }

    /// <exception cref="InvalidOperationException">The constructor, or what makes its arguments, has failed.</exception>
    public object Create(GrainActivation activation)
    {
        var invoke = Volatile.Read(ref _invoke) ?? Prepare();
        try
        {
            return invoke(_arguments.Length == 0 ? [] : CreateArguments(activation));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"Failed to create an instance of grain type '{_classType}'. See InnerException for details.", exception);
        }
    }

    private object?[] CreateArguments(GrainActivation activation)
    {
        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _arguments[i](activation);
        }

        return values;
    }

    // Not at start-up: a class whose dependencies are missing must not keep a silo that never activates it from starting.
    private Func<object?[], object> Prepare()
    {
        var constructor = Choose();
        var parameters = constructor.GetParameters();
        var values = Expression.Parameter(typeof(object?[]));
        var arguments = parameters.Select((parameter, index) => Expression.Convert(
            Expression.ArrayIndex(values, Expression.Constant(index)), parameter.ParameterType));
        var invoke = Expression.Lambda<Func<object?[], object>>(
            Expression.New(constructor, arguments), values).Compile();
        _arguments = [.. parameters.Select(CreateArgument)];
        Volatile.Write(ref _invoke, invoke);
        return invoke;
    }

    private ConstructorInfo Choose()
    {
        var constructors = _classType.GetConstructors();
        if (constructors.Length == 0)
        {
            constructors = _classType.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic);
        }

        return Array.Find(constructors, c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors
                .OrderByDescending(c => c.GetParameters().All(IsResolvable))
                .ThenByDescending(c => c.GetParameters().Length)
                .FirstOrDefault()
            ?? throw new InvalidOperationException($"{_classType.FullName} has no constructor.");
    }

    private bool IsResolvable(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || Array.Exists(parameter.GetCustomAttributes(inherit: true), static attribute => attribute is IFacetMetadata)
        || parameter.IsDefined(typeof(FromKeyedServicesAttribute))
        || _host.Services.GetService<IServiceProviderIsService>()?.IsService(parameter.ParameterType) == true;

    private Func<GrainActivation, object?> CreateArgument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (FacetFactory.TryCreate(_host.Services, parameter) is { } factory)
        {
            return activation => factory(activation);
        }

        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return CreateStateArgument(parameter, state);
        }

        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            return activation =>
                activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key);
        }

        if (type == typeof(IGrainContext)) return static activation => activation;
        if (type == typeof(IServiceProvider)) return static activation => activation.ActivationServices;

        if (_host.Lifetimes.IsSingleton(type))
        {
            var singleton = new Lazy<object>(() => _host.Services.GetRequiredService(type));
            return _ => singleton.Value;
        }

        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private Func<GrainActivation, object?> CreateStateArgument(ParameterInfo parameter, PersistentStateAttribute state)
    {
        var type = parameter.ParameterType;
        if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException(
                $"The parameter {parameter.Name} of {_classType.FullName} is marked PersistentState and must be an "
                + "IPersistentState<T>.");
        }

        var factory = new Lazy<IPersistentStateFactory>(
            () => _host.Services.GetRequiredService<IPersistentStateFactory>());
        var create = CreateStateMethod.MakeGenericMethod(type.GetGenericArguments())
            .CreateDelegate<Func<IPersistentStateFactory, GrainActivation, PersistentStateAttribute, object>>();
        return activation => create(factory.Value, activation, state);
    }

    private static object CreateState<TState>(
        IPersistentStateFactory factory, GrainActivation activation, PersistentStateAttribute state) =>
        factory.Create<TState>(activation, state);
}

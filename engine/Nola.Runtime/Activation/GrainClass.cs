using System.Linq.Expressions;
using System.Reflection;
using Nola.Runtime.Placement;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Activation;

/// <summary>What a host knows about a closed grain class. One instance per class and host.</summary>
internal sealed class GrainClass
{
    private readonly GrainConstructor _constructor;
    private GrainClassCustomization? _customization;
    private volatile bool _isCustomizationKnown;

    public GrainClass(ActivationHost host, Type classType, GrainType grainType)
    {
        Host = host;
        ClassType = classType;
        GrainType = grainType;
        _constructor = new GrainConstructor(host, classType);
        Filters = [.. classType.GetCustomAttributes<PlacementFilterAttribute>(inherit: true)
            .Select(attribute => attribute.PlacementFilterStrategy)
            .OrderBy(filter => filter.Order)];
        Placement = classType.GetCustomAttribute<PlacementAttribute>(inherit: true)?.PlacementStrategy
            ?? (Filters.Count > 0 ? new RandomPlacement() : IsSystem ? RingPlacement.Instance : host.DefaultPlacement);
        IsPlaced = host.Directory is not null && Placement is { IsUsingGrainDirectory: true } and not RingPlacement;
        IsReentrant = classType.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = CreatePredicate(classType);
        HasIncomingFilter = classType.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        OverridesOnActivate = Overrides(classType, nameof(IGrainBase.OnActivateAsync));
        OverridesOnDeactivate = Overrides(classType, nameof(IGrainBase.OnDeactivateAsync));
        CollectionAge = GetCollectionAge(classType, host.CollectionOptions);
        CollectionTicks = CollectionAge == Timeout.InfiniteTimeSpan
            ? int.MaxValue
            : host.Collector.ToTicks(CollectionAge);
    }

    /// <summary>The class of observers: objects that are called like grains and never activated or collected.</summary>
    public GrainClass(ActivationHost host, bool isReentrant = false)
    {
        Host = host;
        IsReentrant = isReentrant;
        _isCustomizationKnown = true;
        ClassType = typeof(IGrainObserver);
        GrainType = GrainType.Create(Observers.ObserverRegistry.GrainTypePrefix);
        _constructor = new GrainConstructor(host, ClassType);
        Placement = RingPlacement.Instance;
        CollectionAge = Timeout.InfiniteTimeSpan;
        CollectionTicks = int.MaxValue;
        IsObserver = true;
    }

    public ActivationHost Host { get; }

    public bool IsObserver { get; }

    /// <summary>Whether the class belongs to the runtime: its grains are deactivated after all others.</summary>
    public bool IsSystem => ClassType.Assembly == typeof(GrainClass).Assembly;

    public Type ClassType { get; }

    public GrainType GrainType { get; }

    public PlacementStrategy Placement { get; }

    /// <summary>What limits the silos that the strategy can choose from, in order.</summary>
    public IReadOnlyList<PlacementFilterStrategy> Filters { get; } = [];

    /// <summary>Whether a strategy other than the ring says where its grains are.</summary>
    public bool IsPlaced { get; }

    public StatelessWorkerPlacement? Workers => Placement as StatelessWorkerPlacement;

    public bool IsReentrant { get; }

    /// <summary>The application's predicate over (grain, request), or null.</summary>
    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public bool HasIncomingFilter { get; }

    public bool OverridesOnActivate { get; }

    public bool OverridesOnDeactivate { get; }

    /// <summary>How long an activation may be idle; infinite where it is never collected.</summary>
    public TimeSpan CollectionAge { get; }

    /// <summary><see cref="CollectionAge"/> by the collector's clock.</summary>
    public int CollectionTicks { get; }

    public object Create(GrainActivation activation)
    {
        if (Customization is not { } customization) return _constructor.Create(activation);

        foreach (var configurator in customization.Configurators) configurator.Configure(activation);
        return customization.Activator?.CreateInstance(activation) ?? _constructor.Create(activation);
    }

    /// <summary>What disposes of the class's grains in the place of the runtime, or null.</summary>
    public IGrainActivator? Activator => Customization?.Activator;

    // Asked for by the first activation: the application's services may want the host, which has to be complete.
    private GrainClassCustomization? Customization =>
        _isCustomizationKnown ? _customization : FindCustomization();

    private GrainClassCustomization? FindCustomization()
    {
        lock (_constructor)
        {
            if (!_isCustomizationKnown)
            {
                _customization = GrainClassCustomization.Of(this);
                _isCustomizationKnown = true;
            }
        }

        return _customization;
    }

    private static bool Overrides(Type classType, string name)
    {
        if (!classType.IsAssignableTo(typeof(IGrainBase))) return false;

        var map = classType.GetInterfaceMap(typeof(IGrainBase));
        var index = Array.FindIndex(map.InterfaceMethods, method => method.Name == name);
        var target = map.TargetMethods[index];
        if (target is null || target.DeclaringType == typeof(IGrainBase)) return false;

        // Grain's own implementation does nothing; what a class makes of it is found by the virtual method's override.
        if (target.DeclaringType != typeof(Grain)) return true;

        var parameters = target.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        return classType.GetMethod(name, parameters)?.DeclaringType != typeof(Grain);
    }

    private static TimeSpan GetCollectionAge(Type classType, GrainCollectionOptions options)
    {
        if (classType.IsDefined(typeof(KeepAliveAttribute), inherit: true)) return Timeout.InfiniteTimeSpan;

        if (options.ClassSpecificCollectionAge.TryGetValue(classType.FullName ?? classType.Name, out var configured))
        {
            return configured;
        }

        var attribute = classType.GetCustomAttribute<CollectionAgeLimitAttribute>(inherit: true);
        return attribute is null ? options.CollectionAge
            : attribute.AlwaysActive ? Timeout.InfiniteTimeSpan
            : attribute.AgeLimit;
    }

    private static Func<object, IInvokable, bool>? CreatePredicate(Type classType)
    {
        if (classType.GetCustomAttribute<MayInterleaveAttribute>(inherit: true) is not { } attribute) return null;

        const BindingFlags Flags = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
            | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
        var method = classType.GetMethod(attribute.CallbackMethodName, Flags);
        if (method?.ReturnType != typeof(bool)
            || method.GetParameters() is not [{ ParameterType: var parameter }]
            || !parameter.IsAssignableFrom(typeof(IInvokable)))
        {
            throw new InvalidOperationException(
                $"{classType.FullName} is marked MayInterleave({attribute.CallbackMethodName}), which must be a method "
                + "of the class that takes an IInvokable and returns a bool.");
        }

        var grain = Expression.Parameter(typeof(object));
        var request = Expression.Parameter(typeof(IInvokable));
        var call = method.IsStatic
            ? Expression.Call(method, request)
            : Expression.Call(Expression.Convert(grain, classType), method, request);
        return Expression.Lambda<Func<object, IInvokable, bool>>(call, grain, request).Compile();
    }
}

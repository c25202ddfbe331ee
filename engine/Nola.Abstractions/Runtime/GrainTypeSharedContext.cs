namespace Orleans.Runtime;

/// <summary>What the activations of a grain type share on a silo.</summary>
public sealed class GrainTypeSharedContext
{
    private readonly Dictionary<Type, object> _components = [];

    internal GrainTypeSharedContext(string grainTypeName, PlacementStrategy placementStrategy, TimeSpan collectionAgeLimit)
    {
        GrainTypeName = grainTypeName;
        PlacementStrategy = placementStrategy;
        CollectionAgeLimit = collectionAgeLimit;
    }

    /// <summary>The name of the grain class.</summary>
    public string GrainTypeName { get; }

    /// <summary>The placement strategy.</summary>
    public PlacementStrategy PlacementStrategy { get; }

    /// <summary>How long an activation may be idle.</summary>
    public TimeSpan CollectionAgeLimit { get; }

    /// <summary>A component, or null.</summary>
    public TComponent? GetComponent<TComponent>()
        where TComponent : class => GetComponent(typeof(TComponent)) as TComponent;

    /// <summary>A component, or null.</summary>
    public object? GetComponent(Type componentType)
    {
        ArgumentNullException.ThrowIfNull(componentType);
        return componentType == typeof(PlacementStrategy) ? PlacementStrategy : _components.GetValueOrDefault(componentType);
    }

    /// <summary>Sets a component; null removes it.</summary>
    public void SetComponent<TComponent>(TComponent? instance)
        where TComponent : class
    {
        if (instance is null) _components.Remove(typeof(TComponent));
        else _components[typeof(TComponent)] = instance;
    }
}

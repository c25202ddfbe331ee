using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Looks components up by their type.</summary>
public static class TargetHolderExtensions
{
    /// <summary>The component of a type, or null.</summary>
    public static TComponent? GetComponent<TComponent>(this ITargetHolder targetHolder)
        where TComponent : class
    {
        ArgumentNullException.ThrowIfNull(targetHolder);
        return targetHolder.GetComponent(typeof(TComponent)) as TComponent;
    }
}

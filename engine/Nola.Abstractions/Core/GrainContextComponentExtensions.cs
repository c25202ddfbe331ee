using Orleans.Runtime;

namespace Orleans;

/// <summary>Finds what grain contexts are made of.</summary>
public static class GrainContextComponentExtensions
{
    /// <summary>The grain's extension.</summary>
    /// <exception cref="InvalidOperationException">The context has no extensions.</exception>
    public static TComponent GetGrainExtension<TComponent>(this IGrainContext context)
        where TComponent : class, IGrainExtension
    {
        ArgumentNullException.ThrowIfNull(context);
        var binder = context.GetComponent<IGrainExtensionBinder>()
            ?? throw new InvalidOperationException("The grain's context has no extensions.");
        return binder.GetExtension<TComponent>();
    }
}

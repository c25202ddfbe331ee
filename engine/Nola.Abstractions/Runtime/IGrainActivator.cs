namespace Orleans.Runtime;

/// <summary>
/// Makes and disposes of grain objects in the place of the runtime, which resolves constructors from services. Set as a
/// component of a grain type by an <see cref="IConfigureGrainTypeComponents"/>.
/// </summary>
public interface IGrainActivator
{
    /// <summary>Makes the object of an activation.</summary>
    object CreateInstance(IGrainContext context);

    /// <summary>Disposes of it after its deactivation.</summary>
    ValueTask DisposeInstance(IGrainContext context, object instance);
}

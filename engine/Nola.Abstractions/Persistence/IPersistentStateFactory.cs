namespace Orleans.Runtime;

/// <summary>Makes the persistent states of an activation.</summary>
public interface IPersistentStateFactory
{
    /// <summary>Makes one; it reads itself while the grain activates.</summary>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}

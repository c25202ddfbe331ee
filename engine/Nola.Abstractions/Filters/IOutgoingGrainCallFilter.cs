namespace Orleans;

/// <summary>
/// Sees every call at its caller; must await <see cref="IGrainCallContext.Invoke"/> for it to happen.
/// </summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Called for each call.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}

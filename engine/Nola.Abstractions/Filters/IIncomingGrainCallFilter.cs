namespace Orleans;

/// <summary>
/// Sees every call at its callee; must await <see cref="IGrainCallContext.Invoke"/> for it to happen.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Called for each call.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

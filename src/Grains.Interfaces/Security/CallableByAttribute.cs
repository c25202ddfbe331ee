namespace ShopActors;

/// <summary>
/// States who may call the methods of a grain interface, or one method, which replaces what its interface
/// states. A silo does not start with a method without one, and refuses every other call before the method
/// runs (docs/adr/0002-who-may-call-a-grain.md).
/// </summary>
/// <param name="callers">Who may call.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class CallableByAttribute(Callers callers) : Attribute
{
    /// <summary>Who may call.</summary>
    public Callers Callers { get; } = callers;
}

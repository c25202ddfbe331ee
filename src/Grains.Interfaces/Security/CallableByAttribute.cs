namespace ShopActors;

/// <summary>
/// Declares who may call the methods of a grain interface. On a method it replaces the interface's
/// declaration. A silo does not start if a method has no declaration, and refuses every other call before
/// the method runs (docs/adr/0002-who-may-call-a-grain.md).
/// </summary>
/// <param name="callers">Who may call.</param>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class CallableByAttribute(Callers callers) : Attribute
{
    /// <summary>Who may call.</summary>
    public Callers Callers { get; } = callers;
}

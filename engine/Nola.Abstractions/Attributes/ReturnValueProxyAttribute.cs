namespace Orleans.Invocation;

/// <summary>
/// Names the method of a request that a proxy calls to send it, and whose value the proxy returns. It takes the proxy.
/// </summary>
/// <param name="initializerMethodName">The method's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReturnValueProxyAttribute(string initializerMethodName) : Attribute
{
    /// <summary>The method's name.</summary>
    public string InitializerMethodName { get; } = initializerMethodName;
}

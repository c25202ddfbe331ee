namespace Orleans;

/// <summary>
/// Names the base class of requests for methods with a return type. On the return type itself, or on the class of an
/// attribute that is then given to methods.
/// </summary>
/// <param name="proxyBaseClass">The base of the proxies it is for.</param>
/// <param name="returnType">The methods' return type, open where it is generic.</param>
/// <param name="invokableBaseType">
/// The requests' base: a <see cref="Runtime.RequestBase"/> with an abstract method <c>InvokeInner</c> that returns what
/// the methods return, and the return type's type parameters.
/// </param>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface,
    AllowMultiple = true)]
public sealed class InvokableBaseTypeAttribute(Type proxyBaseClass, Type returnType, Type invokableBaseType) : Attribute
{
    /// <summary>The base of the proxies it is for.</summary>
    public Type ProxyBaseClass { get; } = proxyBaseClass;

    /// <summary>The methods' return type.</summary>
    public Type ReturnType { get; } = returnType;

    /// <summary>The requests' base.</summary>
    public Type InvokableBaseType { get; } = invokableBaseType;
}

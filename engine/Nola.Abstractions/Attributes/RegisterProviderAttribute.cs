namespace Orleans;

/// <summary>Names the builder of a provider that the configuration refers to by kind and target.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class RegisterProviderAttribute(string name, string kind, string target, Type type) : Attribute
{
    /// <summary>The provider's type name, such as <c>Redis</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What it provides, such as <c>Clustering</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary><c>Silo</c> or <c>Client</c>.</summary>
    public string Target { get; } = target;

    /// <summary>The builder.</summary>
    public Type Type { get; } = type;
}

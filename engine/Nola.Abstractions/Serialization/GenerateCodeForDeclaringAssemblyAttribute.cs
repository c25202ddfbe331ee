namespace Orleans;

/// <summary>
/// Asks the source generator to make code, in this assembly, for the types of another that was built without it.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GenerateCodeForDeclaringAssemblyAttribute(Type type) : Attribute
{
    /// <summary>Any type of the other assembly.</summary>
    public Type Type { get; } = type;
}

namespace Orleans.Placement;

/// <summary>Opts the grain class out of automatic migration.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ImmovableAttribute(ImmovableKind kind = ImmovableKind.Any) : Attribute
{
    /// <summary>What may not move the activations.</summary>
    public ImmovableKind Kind { get; } = kind;
}

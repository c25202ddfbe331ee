namespace Orleans;

/// <summary>Asks the source generator for a codec and a copier of the type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum, Inherited = false)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Which members get an implicit field id. <value>Default: <see cref="GenerateFieldIds.None"/>.</value></summary>
    public GenerateFieldIds GenerateFieldIds { get; init; } = GenerateFieldIds.None;

    /// <summary>
    /// Whether the parameters of the primary constructor are serialized, with ids in declaration order.
    /// <value>Default: true for records, false for other types.</value>
    /// </summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}

/// <summary>Which members of a serializable type get an implicit field id.</summary>
public enum GenerateFieldIds
{
    /// <summary>None: every serialized member carries an <see cref="IdAttribute"/>.</summary>
    None = 0,

    /// <summary>Public properties get ids derived from their names.</summary>
    PublicProperties = 1,
}

/// <summary>The stable id of a serialized member, unique per level of inheritance, or of an interface method.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method |
    AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The id.</summary>
    public uint Id { get; } = id;
}

/// <summary>A stable name for a type or method on the wire and in storage, independent of its CLR name.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface |
    AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class AliasAttribute(string alias) : Attribute
{
    /// <summary>The name.</summary>
    public string Alias { get; } = alias;
}

/// <summary>Promises that the value is never changed after it was passed, so it is not copied.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field |
    AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;

/// <summary>The grain type name of a grain class, in place of the one derived from the class name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    /// <summary>The grain type name.</summary>
    public string GrainType { get; } = grainType;
}

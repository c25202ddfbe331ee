namespace Orleans.Serialization.WireProtocol;

/// <summary>What a field header says of the type of its value.</summary>
public enum SchemaType : uint
{
    /// <summary>The value is of the type that its field declares.</summary>
    Expected = 0 << 3,

    /// <summary>A type that every process knows.</summary>
    WellKnown = 1 << 3,

    /// <summary>The header names the type.</summary>
    Encoded = 2 << 3,

    /// <summary>An earlier header names the type.</summary>
    Referenced = 3 << 3,
}

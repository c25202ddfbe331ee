namespace Orleans.Serialization.WireProtocol;

/// <summary>How the bytes after a field header are laid out.</summary>
public enum WireType : uint
{
    /// <summary>An integer in groups of seven bits.</summary>
    VarInt = 0 << 5,

    /// <summary>Fields until the end of the object.</summary>
    TagDelimited = 1 << 5,

    /// <summary>A length and that many bytes.</summary>
    LengthPrefixed = 2 << 5,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 3 << 5,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 4 << 5,

    /// <summary>A reference to an object that stands earlier, or null.</summary>
    Reference = 6 << 5,

    /// <summary>The end of an object, or of the fields of a base class.</summary>
    Extended = 7 << 5,
}

namespace Orleans.Serialization;

/// <summary>How the bytes after a field header are laid out. A reader can skip a field knowing this alone.</summary>
public enum FieldLayout
{
    /// <summary>An integer of up to 64 bits in groups of seven.</summary>
    VarInt = 0,

    /// <summary>Four bytes, little-endian.</summary>
    Fixed32 = 1,

    /// <summary>Eight bytes, little-endian.</summary>
    Fixed64 = 2,

    /// <summary>A VarInt and that many bytes.</summary>
    LengthPrefixed = 3,

    /// <summary>
    /// Fields until an <see cref="End"/> with id 0; an <see cref="End"/> with id 1 closes one level of inheritance.
    /// </summary>
    Group = 4,

    /// <summary>
    /// A VarInt: 0 for null, else one more than the position of an earlier object in the same payload.
    /// </summary>
    Reference = 5,

    /// <summary>The name of the value's own type, then a header with id 0 and the value.</summary>
    Typed = 6,

    /// <summary>No value follows.</summary>
    End = 7,
}

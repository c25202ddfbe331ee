namespace Orleans.Serialization;

/// <summary>What precedes every value: the field it belongs to and its layout.</summary>
/// <param name="Id">The field's id within its object and level of inheritance.</param>
/// <param name="WireType">The layout of what follows.</param>
public readonly record struct FieldHeader(uint Id, WireType WireType)
{
    /// <summary>Whether this closes an object or a level of inheritance.</summary>
    public bool IsEnd => WireType == WireType.End;

    /// <summary>Whether this closes a level of inheritance, so that the next level's fields follow.</summary>
    public bool IsEndOfLevel => WireType == WireType.End && Id == 1;

    /// <summary>Throws unless the layout is the expected one.</summary>
    /// <exception cref="SerializerException">It is another one.</exception>
    public void Expect(WireType expected)
    {
        if (WireType != expected) ThrowUnexpected(expected);
    }

    private void ThrowUnexpected(WireType expected) =>
        throw new SerializerException($"Field {Id} is laid out as {WireType} where {expected} was expected.");
}

namespace Orleans.Serialization;

/// <summary>What precedes every value: the field it belongs to and its layout.</summary>
/// <param name="Id">The field's id within its object and level of inheritance.</param>
/// <param name="Layout">The layout of what follows.</param>
public readonly record struct FieldHeader(uint Id, FieldLayout Layout)
{
    /// <summary>Whether this closes an object or a level of inheritance.</summary>
    public bool IsEnd => Layout == FieldLayout.End;

    /// <summary>Whether this closes a level of inheritance, so that the next level's fields follow.</summary>
    public bool IsEndOfLevel => Layout == FieldLayout.End && Id == 1;

    /// <summary>Throws unless the layout is the expected one.</summary>
    /// <exception cref="SerializerException">It is another one.</exception>
    public void Expect(FieldLayout expected)
    {
        if (Layout != expected) ThrowUnexpected(expected);
    }

    private void ThrowUnexpected(FieldLayout expected) =>
        throw new SerializerException($"Field {Id} is laid out as {Layout} where {expected} was expected.");
}

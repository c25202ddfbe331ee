namespace Orleans.Serialization.WireProtocol;

/// <summary>The header of a field: what codecs written for Orleans see of it.</summary>
public readonly struct Field
{
    private readonly FieldHeader _header;

    internal Field(FieldHeader header, Type? type = null, int typeNamePosition = NoTypeName)
    {
        _header = header;
        FieldType = type;
        TypeNamePosition = typeNamePosition;
    }

    /// <summary>How much larger the field's id is than that of the field before.</summary>
    public uint FieldIdDelta => _header.Id;

    /// <summary>The type of the value where it is not the declared one.</summary>
    public Type? FieldType { get; }

    /// <summary>How the value is laid out.</summary>
    public WireType WireType => WireTypes.Of(_header.Layout);

    /// <summary>Whether the header names the type of the value.</summary>
    public SchemaType SchemaType => FieldType is null ? SchemaType.Expected : SchemaType.Encoded;

    /// <summary>Whether the header belongs to a field.</summary>
    public bool HasFieldId => !_header.IsEnd;

    /// <summary>Whether the header says something of the type of its value.</summary>
    public bool IsSchemaTypeValid => !_header.IsEnd;

    /// <summary>Whether the value is null or an object that was read before.</summary>
    public bool IsReference => _header.Layout == FieldLayout.Reference;

    /// <summary>Whether this ends the fields of a base class.</summary>
    public bool IsEndBaseFields => _header.IsEndOfLevel;

    /// <summary>Whether this ends an object.</summary>
    public bool IsEndObject => _header.IsEnd && !_header.IsEndOfLevel;

    /// <summary>Whether this ends an object or the fields of a base class.</summary>
    public bool IsEndBaseOrEndObject => _header.IsEnd;

    internal const int NoTypeName = -1;

    internal FieldHeader Header => _header;

    /// <summary>Where the name of <see cref="FieldType"/> stands.</summary>
    internal int TypeNamePosition { get; }

    /// <summary>Throws unless the value is laid out as expected.</summary>
    /// <exception cref="SerializerException">It is laid out otherwise.</exception>
    public void EnsureWireType(WireType expectedType) => _header.Expect(WireTypes.LayoutOf(expectedType));

    /// <summary>Throws unless the value is an object.</summary>
    /// <exception cref="SerializerException">It is not.</exception>
    public void EnsureWireTypeTagDelimited() => _header.Expect(FieldLayout.Group);

    /// <inheritdoc/>
    public override string ToString() => $"[{FieldIdDelta}: {WireType} {FieldType}]";
}

namespace Orleans.Serialization.Buffers;

// References, values of another type than the declared one, and fields that are not known.
public ref partial struct Reader
{
    /// <summary>
    /// Remembers the object whose header has just been read, for references to it. Call it before reading fields.
    /// </summary>
    /// <param name="position"><see cref="Position"/> right after the header.</param>
    /// <param name="value">The object.</param>
    public readonly void Remember(int position, object value) => Session.ReadObjects.Add(position, value);

    /// <summary>Reads a reference field: null or an object that stands earlier in the payload.</summary>
    public T? ReadReference<T>(FieldCodec<T> codec)
    {
        var reference = ReadVarUInt32();
        if (reference == 0)
        {
            return default(T) is null
                ? default
                : throw new SerializerException($"Null was found where a {typeof(T)} must be.");
        }

        var position = (int)(reference - 1);
        var found = Session.ReadObjects.Find(position) ?? ReadSkipped(position, codec);
        return found is T typed
            ? typed
            : throw new SerializerException(
                $"A reference to a {found?.GetType()} was found where a {typeof(T)} must be.");
    }

    /// <summary>Reads a field that carries the name of its value's type.</summary>
    public T ReadTyped<T>()
    {
        Session.Enter();
        var value = ReadTyped<T>(ReadNamedType());
        Session.Leave();
        return value;
    }

    /// <summary>Reads what follows the name of a type.</summary>
    internal T ReadTyped<T>(NamedType type)
    {
        if (!type.Type.IsAssignableTo(typeof(T)))
        {
            throw new SerializerException($"A {type.Type} was found where a {typeof(T)} must be.");
        }

        var header = ReadFieldHeader();
        if (header.Layout == FieldLayout.Typed && !type.Codec.NamesTypes)
        {
            throw new SerializerException("A type name is followed by another.");
        }

        return (T)type.Codec.ReadObject(ref this, header)!;
    }

    /// <summary>Reads what follows the name of a type and a header.</summary>
    internal T ReadTyped<T>(Type type, FieldHeader header)
    {
        if (!type.IsAssignableTo(typeof(T)))
        {
            throw new SerializerException($"A {type} was found where a {typeof(T)} must be.");
        }

        return (T)Session.Codecs.GetCodec(type).ReadObject(ref this, header)!;
    }

    /// <summary>Passes over a field that the reader's type does not have.</summary>
    public void Skip(FieldHeader header) => Skip(header, -1);

    /// <summary>
    /// Passes over the levels of inheritance that the reader's type does not have, to the end of the object.
    /// </summary>
    public void SkipToEnd(FieldHeader end)
    {
        while (end.IsEndOfLevel)
        {
            while (TryReadFieldHeader(out end))
            {
                Skip(end);
            }
        }
    }

    internal void Skip(FieldHeader header, int typeNamePosition)
    {
        var position = _position;
        switch (header.Layout)
        {
            case FieldLayout.VarInt or FieldLayout.Reference:
                ReadVarUInt64();
                break;
            case FieldLayout.Fixed32:
                ReadBytes(4);
                break;
            case FieldLayout.Fixed64:
                ReadBytes(8);
                break;
            case FieldLayout.LengthPrefixed:
                ReadLengthPrefixed();
                Session.ReadObjects.AddSkipped(position, new(header.Layout, typeNamePosition));
                break;
            case FieldLayout.Group:
                Session.ReadObjects.AddSkipped(position, new(header.Layout, typeNamePosition));
                SkipObject();
                break;
            case FieldLayout.Typed:
                SkipTyped();
                break;
            default:
                throw new SerializerException("An end was found where a value must be.");
        }
    }

    private void SkipObject()
    {
        Session.Enter();
        FieldHeader header;
        do
        {
            while (TryReadFieldHeader(out header))
            {
                Skip(header);
            }
        }
        while (header.IsEndOfLevel);

        Session.Leave();
    }

    private void SkipTyped()
    {
        var namePosition = SkipTypeName();
        var header = ReadFieldHeader();
        if (header.Layout == FieldLayout.Typed)
        {
            // A codec may name its own type after that of the value.
            SkipTypeName();
            header = ReadFieldHeader();
        }

        if (header.Layout == FieldLayout.Typed) throw new SerializerException("A type name is followed by another.");
        Skip(header, namePosition);
    }

    private int SkipTypeName()
    {
        var reference = ReadVarUInt32();
        if (reference > 0) return (int)(reference - 1);

        var position = _position;
        ReadLengthPrefixed();
        Session.ReadObjects.AddSkipped(position, SkippedValue.TypeName);
        return position;
    }

    // The field was skipped because this version of its owner does not know it, but the object is used elsewhere as
    // well.
    private object? ReadSkipped<T>(int position, FieldCodec<T> codec)
    {
        if (!Session.ReadObjects.TryGetSkipped(position, out var skipped) || skipped == SkippedValue.TypeName)
        {
            throw new SerializerException("A reference points to nothing that was read.");
        }

        var resume = _position;
        _position = position;
        Session.Enter();
        var header = new FieldHeader(0, skipped.Layout);
        var value = skipped.TypeNamePosition < 0
            ? codec.ReadValue(ref this, header)
            : FindNamedType(skipped.TypeNamePosition).Codec.ReadObject(ref this, header);
        Session.Leave();
        _position = resume;
        return value;
    }

    /// <summary>Reads the type that <see cref="Writer.WriteTypeName"/> wrote.</summary>
    internal NamedType ReadNamedType() => ReadNamedType(out _);

    internal NamedType ReadNamedType(out int namePosition)
    {
        var reference = ReadVarUInt32();
        namePosition = reference == 0 ? _position : (int)(reference - 1);
        return reference == 0 ? ReadNewNamedType() : FindNamedType(namePosition);
    }

    private NamedType ReadNewNamedType()
    {
        var position = _position;
        var type = Session.Codecs.ResolveName(ReadLengthPrefixed());
        Session.ReadObjects.Add(position, type);
        return type;
    }

    private NamedType FindNamedType(int position)
    {
        if (Session.ReadObjects.Find(position) is NamedType type) return type;

        if (!Session.ReadObjects.TryGetSkipped(position, out var skipped) || skipped != SkippedValue.TypeName)
        {
            throw new SerializerException("A type name is referred to that was not read.");
        }

        var resume = _position;
        _position = position;
        type = ReadNewNamedType();
        _position = resume;
        return type;
    }
}

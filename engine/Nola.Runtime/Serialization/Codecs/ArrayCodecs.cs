using System.Runtime.CompilerServices;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>One-dimensional arrays.</summary>
internal sealed class ArrayCodec<T> : ClassCodec<T[]>
{
    // An element takes a header and at least one byte, except that null and default need no more.
    private const int ElementBytesMin = 2;

    private FieldCodec<T>? _element;

    protected override void Write(ref Writer writer, T[] value)
    {
        var codec = _element ??= writer.Session.GetCodec<T>();
        writer.WriteField(CollectionFields.Count, (uint)value.Length);
        foreach (var element in value)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override T[] Read(ref Reader reader, int position)
    {
        var codec = _element ??= reader.Session.GetCodec<T>();
        T[]? array = null;
        var index = 0;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case CollectionFields.Count when array is null:
                    array = Create(ref reader, field);
                    reader.Remember(position, array);
                    break;
                case CollectionFields.Element when array is not null && index < array.Length:
                    array[index++] = codec.ReadValue(ref reader, field);
                    break;
                case CollectionFields.Count or CollectionFields.Element:
                    throw new SerializerException("An array has more elements than it says.");
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (array is null || index < array.Length) throw new SerializerException(
            "An array has fewer elements than it says.");
        return array;
    }

    private static T[] Create(ref Reader reader, FieldHeader field)
    {
        var count = reader.ReadCount(field);
        if (count > reader.Remaining / ElementBytesMin) throw new SerializerException(
            "An array has more elements than bytes.");
        return count == 0 ? [] : new T[count];
    }
}

/// <summary>Arrays of more than one dimension: 0 the lengths, 1 the elements in row order.</summary>
internal sealed class MultiDimensionalArrayCodec<TArray, TElement> : ClassCodec<TArray>
    where TArray : class
{
    private const int ElementBytesMin = 2;

    private FieldCodec<TElement>? _element;

    protected override void Write(ref Writer writer, TArray value)
    {
        var array = (Array)(object)value;
        var codec = _element ??= writer.Session.GetCodec<TElement>();
        for (var dimension = 0; dimension < array.Rank; dimension++)
        {
            writer.WriteField(CollectionFields.Count, (uint)array.GetLength(dimension));
        }

        foreach (TElement element in array)
        {
            codec.WriteField(ref writer, CollectionFields.Element, element);
        }
    }

    protected override TArray Read(ref Reader reader, int position)
    {
        var codec = _element ??= reader.Session.GetCodec<TElement>();
        var lengths = new int[typeof(TArray).GetArrayRank()];
        var dimension = 0;
        Array? array = null;
        IEnumerator<int[]>? indices = null;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case CollectionFields.Count when dimension < lengths.Length:
                    var length = reader.ReadUInt32(field);
                    if (length > int.MaxValue) throw new SerializerException("An array is larger than any can be.");
                    lengths[dimension++] = (int)length;
                    if (dimension < lengths.Length) break;
                    array = Create(ref reader, lengths);
                    indices = ArrayIndices.All(array).GetEnumerator();
                    reader.Remember(position, array);
                    break;
                case CollectionFields.Element when indices is not null && indices.MoveNext():
                    array!.SetValue(codec.ReadValue(ref reader, field), indices.Current);
                    break;
                case CollectionFields.Count or CollectionFields.Element:
                    throw new SerializerException("An array's elements do not fit its dimensions.");
                default:
                    reader.Skip(field);
                    break;
            }
        }

        if (array is null || indices!.MoveNext()) throw new SerializerException(
            "An array's elements do not fit its dimensions.");
        return (TArray)(object)array;
    }

    private static Array Create(ref Reader reader, int[] lengths)
    {
        // An array with a dimension of length zero has no elements, whatever the others.
        var limit = lengths.Contains(0) ? 0 : reader.Remaining / ElementBytesMin;
        long count = limit > 0 ? 1 : 0;
        foreach (var length in lengths)
        {
            // Neither factor is above 2^31, so the product of two cannot overflow.
            count *= length;
            if (count > limit) throw new SerializerException("An array has more elements than bytes.");
        }

        if (limit == 0 && !lengths.Contains(0)) throw new SerializerException("An array has more elements than bytes.");
        return Array.CreateInstance(typeof(TElement), lengths);
    }
}

/// <summary>Walks arrays of any rank in row order.</summary>
internal static class ArrayIndices
{
    /// <summary>The indices of all elements. The same array is handed out each time.</summary>
    public static IEnumerable<int[]> All(Array array)
    {
        if (array.Length == 0) yield break;

        var indices = new int[array.Rank];
        for (var remaining = array.Length; remaining > 0; remaining--)
        {
            yield return indices;
            for (var dimension = array.Rank - 1; dimension >= 0; dimension--)
            {
                if (++indices[dimension] < array.GetLength(dimension)) break;
                indices[dimension] = 0;
            }
        }
    }
}

/// <summary>
/// Arrays of numbers of one size, as the bytes that they are in memory on the machines that .NET runs on.
/// </summary>
internal sealed class NumberArrayCodec<T> : FieldCodec<T[]?>
    where T : unmanaged
{
    public override void WriteField(ref Writer writer, uint fieldId, T[]? value)
    {
        if (value is null)
        {
            writer.WriteNull(fieldId);
        }
        else if (value.GetType() != typeof(T[]))
        {
            // The CLR lets an int[] pass as a uint[].
            writer.WriteTyped(fieldId, value);
        }
        else if (!writer.TryWriteReference(fieldId, value, FieldLayout.LengthPrefixed))
        {
            var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(value.AsSpan());
            writer.WriteVarUInt32((uint)bytes.Length);
            writer.WriteBytes(bytes);
        }
    }

    public override T[]? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout == FieldLayout.Reference) return reader.ReadReference(this);
        if (header.Layout == FieldLayout.Typed) return reader.ReadTyped<T[]>();

        header.Expect(FieldLayout.LengthPrefixed);
        var position = reader.Position;
        var bytes = reader.ReadLengthPrefixed();
        if (bytes.Length % Unsafe.SizeOf<T>() != 0) throw new SerializerException(
            "The bytes of an array are cut within an element.");
        var value = new T[bytes.Length / Unsafe.SizeOf<T>()];
        bytes.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(value.AsSpan()));
        reader.Remember(position, value);
        return value;
    }
}

internal sealed class ArraySegmentCodec<T> : FieldCodec<ArraySegment<T>>
{
    private FieldCodec<T[]>? _array;

    public override void WriteField(ref Writer writer, uint fieldId, ArraySegment<T> value) =>
        (_array ??= writer.Session.GetCodec<T[]>())
            .WriteField(ref writer, fieldId, value.Array is null ? null! : value.ToArray());

    public override ArraySegment<T> ReadValue(ref Reader reader, FieldHeader header) =>
        (_array ??= reader.Session.GetCodec<T[]>()).ReadValue(ref reader, header) is { } array ? new(array) : default;
}

internal sealed class NullableCodec<T> : FieldCodec<T?>
    where T : struct
{
    private FieldCodec<T>? _value;

    public override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        if (value is { } present) (_value ??= writer.Session.GetCodec<T>()).WriteField(ref writer, fieldId, present);
        else writer.WriteNull(fieldId);
    }

    public override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        if (header.Layout != FieldLayout.Reference) return (_value ??= reader.Session.GetCodec<T>())
            .ReadValue(ref reader, header);
        reader.ReadNull();
        return null;
    }
}

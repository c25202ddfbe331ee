using System.Collections;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

/// <summary>Types whose values are immutable all the way down.</summary>
internal sealed class SameValueCopier<T> : ValueCopier<T>
{
    public override bool IsShallow => true;

    public override T Copy(T value, CopyContext context) => value;
}

internal sealed class NullableCopier<T>(CodecProvider codecs) : ValueCopier<T?>
    where T : struct
{
    private readonly LazyCopier<T> _value = new(codecs);

    public override bool IsShallow => _value.IsShallow;

    public override T? Copy(T? value, CopyContext context) =>
        value is { } present ? _value.Copy(present, context) : null;
}

/// <summary>Declared types whose values are of other types: object, interfaces and abstract classes.</summary>
internal sealed class RuntimeTypeCopier<T> : ValueCopier<T?>
    where T : class
{
    public override T? Copy(T? value, CopyContext context)
    {
        if (value is null) return null;
        return value.GetType() == typeof(object) ? CopyPlain(value, context) : context.CopyByRuntimeType(value);
    }

    // A plain object has an identity and nothing else.
    private static T CopyPlain(T value, CopyContext context)
    {
        if (context.TryGetCopy(value, out var known)) return known;

        var copy = new object();
        context.RecordCopy(value, copy);
        return (T)copy;
    }
}

internal sealed class ArrayCopier<T>(CodecProvider codecs) : ValueCopier<T[]?>
{
    private readonly LazyCopier<T> _element = new(codecs);

    public override T[]? Copy(T[]? value, CopyContext context)
    {
        if (value is null) return null;
        if (value.GetType() != typeof(T[])) return context.CopyByRuntimeType(value);
        if (value.Length == 0) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        if (_element.IsShallow)
        {
            var shallow = value.AsSpan().ToArray();
            context.RecordCopy(value, shallow);
            return shallow;
        }

        var copy = new T[value.Length];
        context.RecordCopy(value, copy);
        context.Enter();
        for (var i = 0; i < value.Length; i++)
        {
            copy[i] = _element.Copy(value[i], context);
        }

        context.Leave();
        return copy;
    }
}

/// <summary>Arrays of more than one dimension.</summary>
internal sealed class MultiDimensionalArrayCopier<TArray, TElement>(CodecProvider codecs) : ValueCopier<TArray?>
    where TArray : class
{
    private readonly LazyCopier<TElement> _element = new(codecs);

    public override TArray? Copy(TArray? value, CopyContext context)
    {
        if (value is null) return null;
        if (context.TryGetCopy(value, out var known)) return known;

        var source = (Array)(object)value;
        var copy = (Array)source.Clone();
        context.RecordCopy(value, copy);
        if (_element.IsShallow || copy.Length == 0) return (TArray)(object)copy;

        context.Enter();
        foreach (var indices in Codecs.ArrayIndices.All(copy))
        {
            copy.SetValue(_element.Copy((TElement)source.GetValue(indices)!, context), indices);
        }

        context.Leave();
        return (TArray)(object)copy;
    }
}

internal sealed class MemoryCopier : ValueCopier<Memory<byte>>
{
    public override Memory<byte> Copy(Memory<byte> value, CopyContext context) => value.ToArray();
}

internal sealed class ReadOnlyMemoryCopier : ValueCopier<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> value, CopyContext context) => value.ToArray();
}

internal sealed class ArraySegmentCopier<T>(CodecProvider codecs) : ValueCopier<ArraySegment<T>>
{
    private readonly LazyCopier<T> _element = new(codecs);

    public override ArraySegment<T> Copy(ArraySegment<T> value, CopyContext context)
    {
        if (value.Array is null) return value;

        var copy = value.ToArray();
        if (_element.IsShallow) return copy;

        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = _element.Copy(copy[i], context);
        }

        return copy;
    }
}

internal sealed class BitArrayCopier : ValueCopier<BitArray?>
{
    public override BitArray? Copy(BitArray? value, CopyContext context)
    {
        if (value is null) return null;
        if (context.TryGetCopy(value, out var known)) return known;

        var copy = new BitArray(value);
        context.RecordCopy(value, copy);
        return copy;
    }
}

/// <summary>Exceptions are facts: sharing one between caller and callee keeps its type, stack and identity.</summary>
internal sealed class ExceptionCopier<T> : ValueCopier<T?>, IBaseCopier<T>
    where T : Exception
{
    public override bool IsShallow => true;

    public override T? Copy(T? value, CopyContext context) => value;

    public void DeepCopy(T source, T target, CopyContext context) =>
        Codecs.ExceptionFields.Copy(source, target);
}

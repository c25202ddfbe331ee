using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

// Tuples are groups whose fields are the items in order.

internal sealed class KeyValuePairCodec<TKey, TValue> : FieldCodec<KeyValuePair<TKey, TValue>>
{
    private FieldCodec<TKey>? _key;
    private FieldCodec<TValue>? _value;

    public override void WriteField(ref Writer writer, uint fieldId, KeyValuePair<TKey, TValue> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_key ??= writer.Session.GetCodec<TKey>()).WriteField(ref writer, 0, value.Key);
        (_value ??= writer.Session.GetCodec<TValue>()).WriteField(ref writer, 1, value.Value);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override KeyValuePair<TKey, TValue> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        TKey key = default!;
        TValue value = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: key = (_key ??= reader.Session.GetCodec<TKey>()).ReadValue(ref reader, field); break;
                case 1: value = (_value ??= reader.Session.GetCodec<TValue>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(key, value);
    }
}

internal sealed class ValueTupleCodec<T1> : FieldCodec<ValueTuple<T1>>
{
    private FieldCodec<T1>? _codec1;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1);
    }
}

internal sealed class ValueTupleCodec<T1, T2> : FieldCodec<ValueTuple<T1, T2>>
{
    private FieldCodec<T1>? _codec1;
    private FieldCodec<T2>? _codec2;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1, T2> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        (_codec2 ??= writer.Session.GetCodec<T2>()).WriteField(ref writer, 1, value.Item2);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1, T2> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        T2 item2 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                case 1: item2 = (_codec2 ??= reader.Session.GetCodec<T2>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1, item2);
    }
}

internal sealed class ValueTupleCodec<T1, T2, T3> : FieldCodec<ValueTuple<T1, T2, T3>>
{
    private FieldCodec<T1>? _codec1;
    private FieldCodec<T2>? _codec2;
    private FieldCodec<T3>? _codec3;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1, T2, T3> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        (_codec2 ??= writer.Session.GetCodec<T2>()).WriteField(ref writer, 1, value.Item2);
        (_codec3 ??= writer.Session.GetCodec<T3>()).WriteField(ref writer, 2, value.Item3);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1, T2, T3> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        T2 item2 = default!;
        T3 item3 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                case 1: item2 = (_codec2 ??= reader.Session.GetCodec<T2>()).ReadValue(ref reader, field); break;
                case 2: item3 = (_codec3 ??= reader.Session.GetCodec<T3>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1, item2, item3);
    }
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4> : FieldCodec<ValueTuple<T1, T2, T3, T4>>
{
    private FieldCodec<T1>? _codec1;
    private FieldCodec<T2>? _codec2;
    private FieldCodec<T3>? _codec3;
    private FieldCodec<T4>? _codec4;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1, T2, T3, T4> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        (_codec2 ??= writer.Session.GetCodec<T2>()).WriteField(ref writer, 1, value.Item2);
        (_codec3 ??= writer.Session.GetCodec<T3>()).WriteField(ref writer, 2, value.Item3);
        (_codec4 ??= writer.Session.GetCodec<T4>()).WriteField(ref writer, 3, value.Item4);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1, T2, T3, T4> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        T2 item2 = default!;
        T3 item3 = default!;
        T4 item4 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                case 1: item2 = (_codec2 ??= reader.Session.GetCodec<T2>()).ReadValue(ref reader, field); break;
                case 2: item3 = (_codec3 ??= reader.Session.GetCodec<T3>()).ReadValue(ref reader, field); break;
                case 3: item4 = (_codec4 ??= reader.Session.GetCodec<T4>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1, item2, item3, item4);
    }
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5> : FieldCodec<ValueTuple<T1, T2, T3, T4, T5>>
{
    private FieldCodec<T1>? _codec1;
    private FieldCodec<T2>? _codec2;
    private FieldCodec<T3>? _codec3;
    private FieldCodec<T4>? _codec4;
    private FieldCodec<T5>? _codec5;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1, T2, T3, T4, T5> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        (_codec2 ??= writer.Session.GetCodec<T2>()).WriteField(ref writer, 1, value.Item2);
        (_codec3 ??= writer.Session.GetCodec<T3>()).WriteField(ref writer, 2, value.Item3);
        (_codec4 ??= writer.Session.GetCodec<T4>()).WriteField(ref writer, 3, value.Item4);
        (_codec5 ??= writer.Session.GetCodec<T5>()).WriteField(ref writer, 4, value.Item5);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1, T2, T3, T4, T5> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        T2 item2 = default!;
        T3 item3 = default!;
        T4 item4 = default!;
        T5 item5 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                case 1: item2 = (_codec2 ??= reader.Session.GetCodec<T2>()).ReadValue(ref reader, field); break;
                case 2: item3 = (_codec3 ??= reader.Session.GetCodec<T3>()).ReadValue(ref reader, field); break;
                case 3: item4 = (_codec4 ??= reader.Session.GetCodec<T4>()).ReadValue(ref reader, field); break;
                case 4: item5 = (_codec5 ??= reader.Session.GetCodec<T5>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1, item2, item3, item4, item5);
    }
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6> : FieldCodec<ValueTuple<T1, T2, T3, T4, T5, T6>>
{
    private FieldCodec<T1>? _codec1;
    private FieldCodec<T2>? _codec2;
    private FieldCodec<T3>? _codec3;
    private FieldCodec<T4>? _codec4;
    private FieldCodec<T5>? _codec5;
    private FieldCodec<T6>? _codec6;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1, T2, T3, T4, T5, T6> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        (_codec2 ??= writer.Session.GetCodec<T2>()).WriteField(ref writer, 1, value.Item2);
        (_codec3 ??= writer.Session.GetCodec<T3>()).WriteField(ref writer, 2, value.Item3);
        (_codec4 ??= writer.Session.GetCodec<T4>()).WriteField(ref writer, 3, value.Item4);
        (_codec5 ??= writer.Session.GetCodec<T5>()).WriteField(ref writer, 4, value.Item5);
        (_codec6 ??= writer.Session.GetCodec<T6>()).WriteField(ref writer, 5, value.Item6);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1, T2, T3, T4, T5, T6> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        T2 item2 = default!;
        T3 item3 = default!;
        T4 item4 = default!;
        T5 item5 = default!;
        T6 item6 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                case 1: item2 = (_codec2 ??= reader.Session.GetCodec<T2>()).ReadValue(ref reader, field); break;
                case 2: item3 = (_codec3 ??= reader.Session.GetCodec<T3>()).ReadValue(ref reader, field); break;
                case 3: item4 = (_codec4 ??= reader.Session.GetCodec<T4>()).ReadValue(ref reader, field); break;
                case 4: item5 = (_codec5 ??= reader.Session.GetCodec<T5>()).ReadValue(ref reader, field); break;
                case 5: item6 = (_codec6 ??= reader.Session.GetCodec<T6>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1, item2, item3, item4, item5, item6);
    }
}

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7> : FieldCodec<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>
{
    private FieldCodec<T1>? _codec1;
    private FieldCodec<T2>? _codec2;
    private FieldCodec<T3>? _codec3;
    private FieldCodec<T4>? _codec4;
    private FieldCodec<T5>? _codec5;
    private FieldCodec<T6>? _codec6;
    private FieldCodec<T7>? _codec7;

    public override void WriteField(ref Writer writer, uint fieldId, ValueTuple<T1, T2, T3, T4, T5, T6, T7> value)
    {
        writer.WriteFieldHeader(fieldId, WireType.Group);
        writer.Session.Enter();
        (_codec1 ??= writer.Session.GetCodec<T1>()).WriteField(ref writer, 0, value.Item1);
        (_codec2 ??= writer.Session.GetCodec<T2>()).WriteField(ref writer, 1, value.Item2);
        (_codec3 ??= writer.Session.GetCodec<T3>()).WriteField(ref writer, 2, value.Item3);
        (_codec4 ??= writer.Session.GetCodec<T4>()).WriteField(ref writer, 3, value.Item4);
        (_codec5 ??= writer.Session.GetCodec<T5>()).WriteField(ref writer, 4, value.Item5);
        (_codec6 ??= writer.Session.GetCodec<T6>()).WriteField(ref writer, 5, value.Item6);
        (_codec7 ??= writer.Session.GetCodec<T7>()).WriteField(ref writer, 6, value.Item7);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override ValueTuple<T1, T2, T3, T4, T5, T6, T7> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(WireType.Group);
        reader.Session.Enter();
        T1 item1 = default!;
        T2 item2 = default!;
        T3 item3 = default!;
        T4 item4 = default!;
        T5 item5 = default!;
        T6 item6 = default!;
        T7 item7 = default!;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: item1 = (_codec1 ??= reader.Session.GetCodec<T1>()).ReadValue(ref reader, field); break;
                case 1: item2 = (_codec2 ??= reader.Session.GetCodec<T2>()).ReadValue(ref reader, field); break;
                case 2: item3 = (_codec3 ??= reader.Session.GetCodec<T3>()).ReadValue(ref reader, field); break;
                case 3: item4 = (_codec4 ??= reader.Session.GetCodec<T4>()).ReadValue(ref reader, field); break;
                case 4: item5 = (_codec5 ??= reader.Session.GetCodec<T5>()).ReadValue(ref reader, field); break;
                case 5: item6 = (_codec6 ??= reader.Session.GetCodec<T6>()).ReadValue(ref reader, field); break;
                case 6: item7 = (_codec7 ??= reader.Session.GetCodec<T7>()).ReadValue(ref reader, field); break;
                default: reader.Skip(field); break;
            }
        }

        reader.Session.Leave();
        return new(item1, item2, item3, item4, item5, item6, item7);
    }
}

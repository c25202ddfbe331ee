using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

internal sealed class KeyValuePairCodec<TKey, TValue> : FieldCodec<KeyValuePair<TKey, TValue>>
{
    private FieldCodec<TKey>? _key;
    private FieldCodec<TValue>? _value;

    public override void WriteField(ref Writer writer, uint fieldId, KeyValuePair<TKey, TValue> value)
    {
        writer.WriteFieldHeader(fieldId, FieldLayout.Group);
        writer.Session.Enter();
        (_key ??= writer.Session.GetCodec<TKey>()).WriteField(ref writer, 0, value.Key);
        (_value ??= writer.Session.GetCodec<TValue>()).WriteField(ref writer, 1, value.Value);
        writer.WriteEnd();
        writer.Session.Leave();
    }

    public override KeyValuePair<TKey, TValue> ReadValue(ref Reader reader, FieldHeader header)
    {
        header.Expect(FieldLayout.Group);
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

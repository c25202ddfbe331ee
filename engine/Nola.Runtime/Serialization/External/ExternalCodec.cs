using System.Buffers;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Nola.Runtime.Serialization.External;

/// <summary>
/// A codec that was written for Orleans. It writes into the payload itself: its writer is a copy of this one that
/// translates the headers, and afterwards the original goes on where the copy stopped.
/// </summary>
internal sealed class ExternalCodec<T>(IFieldCodec<T> codec) : FieldCodec<T?>
{
    internal override bool NamesTypes => true;

    public override void WriteField(ref Writer writer, uint fieldId, T? value)
    {
        writer.Session.Enter();
        var outer = new Writer<IBufferWriter<byte>>(writer);
        codec.WriteField(ref outer, fieldId, typeof(T), value);
        writer = outer.Inner;
        writer.Session.Leave();
    }

    public override T? ReadValue(ref Reader reader, FieldHeader header)
    {
        reader.Session.Enter();
        var outer = new Reader<SpanReaderInput>(reader);
        var value = codec.ReadValue(ref outer, outer.Resolve(header));
        reader = outer.Inner;
        reader.Session.Leave();
        return value;
    }
}

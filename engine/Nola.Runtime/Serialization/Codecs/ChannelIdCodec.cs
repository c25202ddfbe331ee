using Orleans.BroadcastChannel;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

internal sealed class ChannelIdCodec : FieldCodec<ChannelId>
{
    private readonly StreamIdCodec _codec = new();

    public override void WriteField(ref Writer writer, uint fieldId, ChannelId value) =>
        _codec.WriteField(ref writer, fieldId, value.Id);

    public override ChannelId ReadValue(ref Reader reader, FieldHeader header) =>
        new(_codec.ReadValue(ref reader, header));
}

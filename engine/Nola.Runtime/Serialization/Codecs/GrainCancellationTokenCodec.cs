using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Serialization.Codecs;

/// <summary>What travels of a token is its identity and whether it is cancelled.</summary>
internal sealed class GrainCancellationTokenCodec : ClassCodec<GrainCancellationToken>
{
    protected override void Write(ref Writer writer, GrainCancellationToken value)
    {
        writer.WriteField(0, value.IsCancellationRequested);
        writer.WriteField(1, value.Id);
    }

    protected override GrainCancellationToken Read(ref Reader reader, int position)
    {
        var isCancelled = false;
        var id = Guid.Empty;
        while (reader.TryReadFieldHeader(out var field))
        {
            switch (field.Id)
            {
                case 0: isCancelled = reader.ReadBoolean(field); break;
                case 1: id = reader.ReadGuid(field); break;
                default: reader.Skip(field); break;
            }
        }

        var token = new GrainCancellationToken(id);
        reader.Remember(position, token);
        if (isCancelled) _ = token.Cancel();
        return token;
    }
}

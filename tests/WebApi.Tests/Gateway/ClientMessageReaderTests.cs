using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;
using ShopActors.Hosting.Gateway;

namespace ShopActors.WebApi.Tests.Gateway;

public sealed class ClientMessageReaderTests
{
    private static readonly SerializerSessionPool Sessions =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<SerializerSessionPool>();

    private static readonly byte[] Preamble = [3, 0, 0, 0, 7, 7, 7];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task Read_MessagesOfClientsInPieces_ArePassedOnWhole(int piece)
    {
        byte[] sent = [.. Preamble, .. Message("sys.client/0d5a6d2b", 100), .. Message("sys.client/0d5a6d2b+1", 0)];
        var pipe = new Pipe();
        var reader = new ClientMessageReader(pipe.Reader, Sessions);
        var received = new List<byte>();
        for (var at = 0; at < sent.Length; at += piece)
        {
            await pipe.Writer.WriteAsync(sent.AsMemory(at, Math.Min(piece, sent.Length - at)));
            await Take(reader, received);
        }

        await pipe.Writer.CompleteAsync();
        while (received.Count < sent.Length && await Take(reader, received)) { }
        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData("order/ord_00000000000000000000000000")]
    [InlineData("sys.client/hosted-127.0.0.1:11111@1")]
    [InlineData("sys.svc.user.0/127.0.0.1:11111@1")]
    [InlineData("a-type-that-is-longer-than-any-part-of-an-id-that-is-looked-at-here/key")]
    public async Task Read_MessageInAnotherName_EndsTheConnection(string sender)
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(
            (byte[])[.. Preamble, .. Message("sys.client/0d5a6d2b", 10), .. Message(sender, 10)]);

        await Assert.ThrowsAsync<ConnectionAbortedException>(
            async () => await new ClientMessageReader(pipe.Reader, Sessions).ReadAsync());
    }

    [Fact]
    public async Task Read_MessageWithoutASender_EndsTheConnection()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync((byte[])[.. Preamble, .. Message(default(GrainId), 10)]);

        await Assert.ThrowsAsync<ConnectionAbortedException>(
            async () => await new ClientMessageReader(pipe.Reader, Sessions).ReadAsync());
    }

    /// <summary>Like the runtime: the preamble, or one message, and nothing of one that is not complete.</summary>
    private static async Task<bool> Take(ClientMessageReader reader, List<byte> received)
    {
        var read = await reader.ReadAsync();
        var taken = read.Buffer.Slice(0, Complete(read.Buffer, received.Count));
        received.AddRange(taken.ToArray());
        reader.AdvanceTo(taken.End, read.Buffer.End);
        return !taken.IsEmpty;
    }

    private static long Complete(ReadOnlySequence<byte> buffer, int alreadyReceived)
    {
        if (alreadyReceived == 0) return buffer.Length >= Preamble.Length ? Preamble.Length : 0;
        var bytes = buffer.ToArray();
        if (bytes.Length < 8) return 0;
        var length = 8 + BitConverter.ToInt32(bytes, 0) + BitConverter.ToInt32(bytes, 4);
        return bytes.Length >= length ? length : 0;
    }

    private static byte[] Message(string sender, int body) => Message(GrainId.Parse(sender), body);

    private static byte[] Message(GrainId sender, int body)
    {
        var header = new ArrayBufferWriter<byte>();
        using var session = Sessions.GetSession();
        var writer = Writer.Create(header, session);
        writer.WriteUInt32(0);
        writer.WriteInt64(42);
        IdSpanCodec.WriteRaw(ref writer, sender.Type.Value);
        IdSpanCodec.WriteRaw(ref writer, sender.Key);
        writer.WriteInt64(-1); // The rest of a header, which is not looked at.
        writer.Commit();
        return
        [
            .. BitConverter.GetBytes(header.WrittenCount), .. BitConverter.GetBytes(body), .. header.WrittenSpan,
            .. new byte[body],
        ];
    }
}

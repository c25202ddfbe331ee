using System.Text;
using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Tests.Networking;

public sealed class FrameTests
{
    private const int LengthMax = 1 << 20;

    [Fact]
    public void Compute_StandardCheckValue_IsCrc32C() =>
        Assert.Equal(0xE3069283u, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));

    [Theory]
    [InlineData(3071)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(6144)]
    [InlineData(70_003)]
    public void Compute_LongData_IsWhatBitByBitGives(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        var expected = uint.MaxValue;
        foreach (var value in data)
        {
            expected ^= value;
            for (var bit = 0; bit < 8; bit++) expected = (expected >> 1) ^ ((expected & 1) == 0 ? 0 : 0x82F63B78);
        }

        Assert.Equal(~expected, Crc32C.Compute(data));
    }

    [Fact]
    public void Append_KnownPayload_HasTheFixedLayout()
    {
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, "123456789"u8);

        Assert.Equal("09000000839206E3313233343536373839", Convert.ToHexString(buffer.Span));
    }

    [Fact]
    public void TryRead_EveryPrefix_WaitsForMore()
    {
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, "some payload"u8);

        for (var length = 0; length < buffer.Length; length++)
        {
            Assert.False(Frame.TryRead(buffer.Span[..length], LengthMax, out _));
        }

        Assert.True(Frame.TryRead(buffer.Span, LengthMax, out var payload));
        Assert.True(payload.SequenceEqual("some payload"u8));
    }

    [Fact]
    public void TryRead_AnyBitFlipped_ThrowsOrWaits()
    {
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, "some payload"u8);
        for (var bit = 0; bit < buffer.Length * 8; bit++)
        {
            var bytes = buffer.Span.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.False(Frame.TryRead(bytes, LengthMax, out _));
            }
            catch (InvalidMessageFrameException)
            {
                // Refused, as it must be.
            }
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData((uint)LengthMax + 1)]
    [InlineData(uint.MaxValue)]
    public void TryRead_LengthOutOfBounds_ThrowsAtTheHeader(uint length)
    {
        byte[] bytes = [.. BitConverter.GetBytes(length), 0, 0, 0, 0];

        Assert.Throws<InvalidMessageFrameException>(() => Frame.TryRead(bytes, LengthMax, out _));
    }

    [Fact]
    public void ByteBuffer_RandomUse_KeepsTheBytesInOrder()
    {
        const int seed = 4711;
        var random = new Random(seed);
        using var buffer = new ByteBuffer();
        var expected = new Queue<byte>();
        byte next = 0;
        for (var step = 0; step < 5000; step++)
        {
            var bytes = new byte[random.Next(300)];
            for (var i = 0; i < bytes.Length; i++) expected.Enqueue(bytes[i] = next++);
            buffer.Append(bytes);
            var count = random.Next(buffer.Length + 1);
            foreach (var value in buffer.Span[..count]) Assert.Equal(expected.Dequeue(), value);
            buffer.Consume(count);
            Assert.Equal(expected.Count, buffer.Length);
        }
    }
}

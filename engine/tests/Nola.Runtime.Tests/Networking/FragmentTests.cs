using Nola.Runtime.Networking;
using Nola.Runtime.Tests.Messaging;
using Orleans.Runtime.Messaging;
using Xunit.Abstractions;

namespace Nola.Runtime.Tests.Networking;

/// <summary>Large frames are cut, travel in turns, and are put together again.</summary>
public sealed class FragmentTests(ITestOutputHelper output)
{
    private const int LengthMax = 4 << 20;

    [Fact]
    public void Append_FirstAndNext_AreTheGoldenBytes()
    {
        using var buffer = new ByteBuffer();

        Fragment.Append(buffer, lane: 2, wholeLength: 300_000, "abc"u8);
        Fragment.Append(buffer, lane: 2, wholeLength: null, "def"u8);

        Assert.Equal(
            "09000000675E2F900A02E0930400616263" + "050000008DF67C6D0A02646566",
            Convert.ToHexString(buffer.Span));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Queue_FramesOfManyLengths_ComeOutWholeAndInTurns(int seed)
    {
        var random = new Random(seed);
        var queue = new FragmentQueue(LengthMax);
        using var assembler = new FragmentAssembler(LengthMax);
        var sent = Enumerable.Range(0, 20).Select(_ => Bytes(random, random.Next(Frame.PayloadLengthMax + 1, 1 << 20))).ToList();
        foreach (var payload in sent) queue.Add(ToFrame(payload));
        var received = new List<byte[]>();
        var turns = 0;
        var lanes = new List<byte>();
        var taken = 0;
        while (!queue.IsEmpty)
        {
            queue.Plan();
            using var buffer = new ByteBuffer();
            queue.Write(buffer);
            Assert.InRange(buffer.Length, 1, 4 * Fragment.LengthMax);
            var rest = buffer.Span;
            while (Frame.TryRead(rest, Frame.PayloadLengthMax, out var payload))
            {
                if (lanes.Count > 0 && lanes[^1] != payload[1]) turns++;
                lanes.Add(payload[1]);
                using var whole = assembler.Take(payload, out var length);
                taken += length;
                if (whole is not null) received.Add(whole.Span.ToArray());
                rest = rest[(Frame.HeaderLength + payload.Length)..];
            }

            if (queue.MayPlan || queue.IsEmpty) continue;

            // As much is on its way as may be.
            Assert.InRange(taken, Fragment.WindowLength, Fragment.WindowLength + (3 * Fragment.LengthMax));
            Assert.True(queue.TryAcknowledge((uint)taken));
            taken = 0;
        }

        Assert.False(queue.TryAcknowledge((uint)taken + 1));
        Assert.Equal(sent.Count, received.Count);
        Assert.All(sent, payload => Assert.Contains(received, other => other.AsSpan().SequenceEqual(payload)));
        Assert.True(turns > lanes.Count / 2, $"{turns} turns of {lanes.Count} pieces");
    }

    [Fact]
    public void AppendTaken_KnownLength_IsTheGoldenBytes()
    {
        using var buffer = new ByteBuffer();

        Fragment.AppendTaken(buffer, 262_144);

        Assert.Equal("0600000093CE1A4D0B0000000400", Convert.ToHexString(buffer.Span));
        Assert.Equal(262_144u, Fragment.ReadTaken(buffer.Span[Frame.HeaderLength..]));
    }

    [Theory]
    [InlineData("0A")] // no lane
    [InlineData("0A04000000026162")] // no such lane
    [InlineData("0A00010000")] // no whole length
    [InlineData("0A0000000000")] // nothing announced
    [InlineData("0A0001000000")] // nothing in it
    [InlineData("0A0001004000AA")] // one more than accepted
    [InlineData("0A00FFFFFFFFAA")] // much more than accepted
    [InlineData("0A0001000000AABB")] // more than announced
    public void Assembler_MalformedFragment_IsRefused(string hex)
    {
        using var assembler = new FragmentAssembler(LengthMax);

        Assert.Throws<InvalidMessageFrameException>(() => assembler.Take(Convert.FromHexString(hex)));
    }

    [Fact]
    public void Assembler_LanesTogetherBeyondTheCap_AreRefusedBeforeAllocation()
    {
        using var assembler = new FragmentAssembler(LengthMax);
        Assert.Null(assembler.Take(First(0, (3 << 20) + 1)));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidMessageFrameException>(() => assembler.Take(First(1, 1 << 20)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void Assembler_ChangedFragments_NothingButTypedErrorsAndBoundedMemory()
    {
        const int cap = 1 << 20;
        var seed = FuzzSettings.Seed;
        output.WriteLine($"seed {seed}, {FuzzSettings.Frames} fragments");
        var random = new Random(seed);
        var assembler = new FragmentAssembler(cap);
        var whole = 0;
        var refused = 0;
        for (var round = 0; round < FuzzSettings.Frames; round++)
        {
            var payload = Mutate(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var taken = assembler.Take(payload);
                if (taken is not null) Assert.InRange(taken.Length, 1, cap);
                if (taken is not null) whole++;
            }
            catch (InvalidMessageFrameException)
            {
                // The connection ends, and the next one begins with nothing under way.
                refused++;
                assembler.Dispose();
                assembler = new FragmentAssembler(cap);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= 2 * cap, $"{allocated} bytes in seed {seed}, round {round}");
        }

        assembler.Dispose();
        output.WriteLine($"{refused} refused, {whole} put together");
        Assert.True(refused > 0);
        Assert.True(whole > 0);
    }

    private static byte[] Mutate(Random random)
    {
        byte[] payload = [Fragment.Kind, (byte)random.Next(random.Next(10) == 0 ? 256 : Fragment.LanesMax)];
        if (random.Next(3) != 0) payload = [.. payload, .. BitConverter.GetBytes(random.Next(random.Next(5) == 0 ? int.MaxValue : 2000))];
        payload = [.. payload, .. Bytes(random, random.Next(random.Next(20) == 0 ? Fragment.LengthMax : 300))];
        return random.Next(20) == 0 ? payload[..random.Next(1, payload.Length + 1)] : payload;
    }

    private static byte[] First(int lane, int length) =>
        [Fragment.Kind, (byte)lane, .. BitConverter.GetBytes(length), .. new byte[1000]];

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static LargeFrame ToFrame(byte[] payload)
    {
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, payload);
        return new LargeFrame(buffer.Span);
    }
}

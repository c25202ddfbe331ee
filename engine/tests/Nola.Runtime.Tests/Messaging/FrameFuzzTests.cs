using System.Buffers.Binary;
using System.Diagnostics;
using Nola.Runtime.Activation;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Nola.Runtime.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Xunit.Abstractions;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>Frames that a member of the cluster could send, changed at random: nothing but typed errors may come of it.</summary>
[Collection(FuzzSettings.Alone)]
public sealed class FrameFuzzTests(ITestOutputHelper output)
{
    private const int PayloadLengthMax = 1 << 20;
    private const long AllocationMax = PayloadLengthMax;

    private static readonly TimeSpan HangMin = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Receive_MutatedFrames_NeverCrashesHangsOrAllocatesMuch()
    {
        var seed = FuzzSettings.Seed;
        output.WriteLine($"seed {seed}, {FuzzSettings.Frames} frames");
        var network = new InMemoryNetwork();
        using var corpus = new FrameCorpus();
        await using var callee = new TestHost(network, 2);
        await using var caller = new TestHost(network, 1) { Owner = callee.Address };
        callee.Owner = callee.Address;
        AnswerControl(callee.Center);
        Assert.Equal("2:hello", await caller.EchoAsync("hello"));

        // Answers to what gets through are read and dropped, so that nothing gathers.
        var (near, far) = DuplexPipeStream.CreatePair();
        var dropping = far.CopyToAsync(Stream.Null);
        using var connection = new Connection(
            near,
            new PeerIdentity(caller.Address),
            callee.Center,
            PayloadLengthMax,
            1 << 20,
            TimeProvider.System,
            RuntimeInstruments.Unobserved);
        Run(corpus.Create(callee.Address), connection, callee.Center, new Random(seed), seed);
        connection.Close();
        await far.DisposeAsync();
        await dropping;

        Assert.Equal("2:again", await caller.EchoAsync("again"));
    }

    private void Run(byte[][] corpus, Connection connection, IConnectionHandler handler, Random random, int seed)
    {
        var refused = 0;
        var slowest = TimeSpan.Zero;
        var largest = 0L;
        for (var round = 0; round < FuzzSettings.Frames; round++)
        {
            var frame = Mutate(corpus, random);
            var description = $"seed {seed}, round {round}, frame {Convert.ToHexString(frame)}";
            var before = GC.GetAllocatedBytesForCurrentThread();
            var elapsed = Take(frame, connection, handler, ref refused, description);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            // The machine may have taken the thread away, or a table grown; what is the frame's doing happens every time.
            for (var again = 0; again < 3 && (elapsed > HangMin || allocated > AllocationMax); again++)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                elapsed = Take(frame, connection, handler, ref refused, description);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.True(elapsed <= HangMin, $"{elapsed} in {description}");
            Assert.True(allocated <= AllocationMax, $"{allocated} bytes in {description}");
            if (elapsed > slowest) slowest = elapsed;
            largest = Math.Max(largest, allocated);
        }

        output.WriteLine($"{refused} refused as frames, slowest {slowest.TotalMilliseconds:N1} ms, most {largest:N0} B");
    }

    private static TimeSpan Take(
        byte[] frame, Connection connection, IConnectionHandler handler, ref int refused, string description)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            var rest = frame.AsSpan();
            while (Frame.TryRead(rest, PayloadLengthMax, out var payload))
            {
                handler.OnFrame(connection, payload);
                rest = rest[(Frame.HeaderLength + payload.Length)..];
            }
        }
        catch (InvalidMessageFrameException)
        {
            // The typed error, which closes the connection.
            refused++;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.GetType()} in {description}", exception);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    // Most frames keep a true length and checksum, or nothing behind those would ever be reached.
    private static byte[] Mutate(byte[][] corpus, Random random)
    {
        var payload = corpus[random.Next(corpus.Length)].ToArray();
        for (var changes = random.Next(1, 5); changes > 0; changes--) payload = Change(payload, corpus, random);
        if (payload.Length == 0) payload = [0];

        using var buffer = new ByteBuffer();
        Frame.Append(buffer, payload);
        var frame = buffer.Span.ToArray();
        switch (random.Next(20))
        {
            case 0:
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)random.NextInt64(uint.MaxValue));
                break;
            case 2:
                frame = frame[..random.Next(frame.Length)];
                break;
        }

        return frame;
    }

    private static byte[] Change(byte[] payload, byte[][] corpus, Random random)
    {
        if (payload.Length == 0) return payload;

        var position = random.Next(payload.Length);
        var length = Math.Min(random.Next(1, 9), payload.Length - position);
        switch (random.Next(8))
        {
            case 0:
                payload[position] = (byte)random.Next(256);
                return payload;
            case 1:
                payload[position] ^= (byte)(1 << random.Next(8));
                return payload;
            case 2:
                payload[position] = random.Next(2) == 0 ? byte.MaxValue : (byte)0x80;
                return payload;
            case 3:
                return payload[..position];
            case 4:
                return [.. payload[..position], .. payload[(position + length)..]];
            case 5:
                var inserted = new byte[random.Next(1, 17)];
                random.NextBytes(inserted);
                return [.. payload[..position], .. inserted, .. payload[position..]];
            case 6:
                var other = corpus[random.Next(corpus.Length)];
                return [.. payload[..position], .. other[random.Next(other.Length)..]];
            default:
                payload.AsSpan(position, length).Fill(byte.MaxValue);
                return payload;
        }
    }

    // What silos and clients read of each other's questions.
    private static void AnswerControl(MessageCenter center)
    {
        center.Answer(ControlOperation.Probe, static (_, payload) =>
        {
            ReleaseNotice.TryParse(payload);
            return new([]);
        });
        center.Answer(ControlOperation.RangesReleased, static (_, payload) =>
        {
            ReleaseNotice.TryParse(payload);
            return new([]);
        });
        center.Answer(ControlOperation.IndirectProbe, static (_, payload) =>
        {
            return new(SiloAddress.TryParse(payload, out SiloAddress? _) ? [1] : [0]);
        });
        center.Answer(ControlOperation.CallCycle, static (_, payload) =>
        {
            CycleProbe.TryParse(payload);
            return new([]);
        });
        center.Answer(ControlOperation.View, static (_, payload) =>
        {
            GatewayView.TryDecode(payload);
            return new([]);
        });
    }
}

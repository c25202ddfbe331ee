using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Text;
using Nola.Runtime.Networking;
using Nola.Runtime.Tests.Messaging;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Xunit.Abstractions;

namespace Nola.Runtime.Tests.Networking;

/// <summary>Strangers who do not know the secret, and say anything else they may have heard or made up.</summary>
[Collection(FuzzSettings.Alone)]
public sealed class HandshakeFuzzTests(ITestOutputHelper output)
{
    private const int AllocationMax = 256 * 1024;

    // Every so often somebody who knows the secret: it must still be possible to get in.
    private const int MemberInterval = 1000;

    private static readonly SiloAddress Victim = SiloAddress.New(IPAddress.Loopback, 2, 2);
    private static readonly SiloAddress Stranger = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private static readonly TimeSpan HangMin = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Handshake_MadeUpSequences_AreRefusedAndNothingAfterThemIsRead()
    {
        var seed = FuzzSettings.Seed;
        output.WriteLine($"seed {seed}, {FuzzSettings.Handshakes} handshakes");
        var random = new Random(seed);
        var heard = await ListenAsync();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < FuzzSettings.Handshakes; round++)
        {
            var description = $"seed {seed}, round {round}";
            var isMember = round % MemberInterval == MemberInterval - 1;
            var connects = random.Next(3) == 0;
            var script = Script(heard, random);
            var elapsed = await PlayAsync(script, isMember, connects, description);
            for (var again = 0; again < 3 && elapsed > HangMin; again++)
            {
                elapsed = await PlayAsync(script, isMember, connects, description);
            }

            Assert.True(elapsed <= HangMin, $"{elapsed} in {description}");
            if (elapsed > slowest) slowest = elapsed;
        }

        output.WriteLine($"slowest {slowest.TotalMilliseconds:N1} ms");
    }

    private static async Task<TimeSpan> PlayAsync(
        byte[][] script, bool isMember, bool connects, string description)
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        await using var nearEnd = near;
        await using var farEnd = far;
        var began = Stopwatch.GetTimestamp();
        var before = GC.GetTotalAllocatedBytes();
        var victim = connects
            ? Create(Victim, "secret").ConnectAsync(far, null, default)
            : Create(Victim, "secret").AcceptAsync(far, default);
        if (isMember)
        {
            var member = Create(Stranger, "secret");
            var theirs = connects ? member.AcceptAsync(near, default) : member.ConnectAsync(near, null, default);
            Assert.Equal(Victim, (await theirs).Address);
            Assert.Equal(Stranger, (await victim).Address);
            return Stopwatch.GetElapsedTime(began);
        }

        foreach (var words in script) await near.WriteAsync(words);
        await near.DisposeAsync();
        var exception = await Record.ExceptionAsync(() => victim);
        var elapsed = Stopwatch.GetElapsedTime(began);
        Assert.True(exception is ConnectionFailedException, $"{exception?.ToString() ?? "let in"}: {description}");
        Assert.True(GC.GetTotalAllocatedBytes() - before < AllocationMax, description);
        return elapsed;
    }

    // Sound frames of sound or changed words, in any order.
    private static byte[][] Script(List<byte[]> heard, Random random)
    {
        var script = new byte[random.Next(1, 5)][];
        for (var i = 0; i < script.Length; i++)
        {
            var words = random.Next(10) == 0 ? Noise(random, 300) : heard[random.Next(heard.Count)].ToArray();
            for (var changes = random.Next(4); changes > 0 && words.Length > 0; changes--)
            {
                switch (random.Next(5))
                {
                    case 0:
                        words[random.Next(words.Length)] ^= (byte)(1 << random.Next(8));
                        break;
                    case 1:
                        words = words[..random.Next(words.Length)];
                        break;
                    case 2:
                        words = [.. words, .. Noise(random, 40)];
                        break;
                    case 3:
                        words = words[random.Next(words.Length)..];
                        break;
                    default:
                        words[random.Next(words.Length)] = (byte)random.Next(256);
                        break;
                }
            }

            script[i] = ToFrame(words, random);
        }

        return script;
    }

    private static byte[] ToFrame(byte[] words, Random random)
    {
        if (random.Next(20) == 0 || words.Length == 0) return words;

        using var buffer = new ByteBuffer();
        Frame.Append(buffer, words);
        var frame = buffer.Span.ToArray();
        switch (random.Next(30))
        {
            case 0:
                BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)random.NextInt64(uint.MaxValue));
                break;
            case 1:
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                break;
        }

        return frame;
    }

    private static byte[] Noise(Random random, int lengthMax)
    {
        var noise = new byte[random.Next(lengthMax)];
        random.NextBytes(noise);
        return noise;
    }

    // The words of a handshake between members, and of one between others with a secret of their own.
    private static async Task<List<byte[]>> ListenAsync()
    {
        List<byte[]> heard = [[1]];
        foreach (var secret in new[] { "secret", "another" })
        {
            var (near, far) = DuplexPipeStream.CreatePair();
            var (otherNear, otherFar) = DuplexPipeStream.CreatePair();
            var connecting = Create(Stranger, secret).ConnectAsync(near, null, default);
            var accepting = Create(Victim, secret).AcceptAsync(otherFar, default);
            await RelayAsync(far, otherNear, heard);
            await RelayAsync(otherNear, far, heard);
            await RelayAsync(far, otherNear, heard);
            await RelayAsync(otherNear, far, heard);
            await Task.WhenAll(connecting, accepting);
        }

        return heard;
    }

    private static async Task RelayAsync(Stream from, Stream to, List<byte[]> heard)
    {
        var header = new byte[Frame.HeaderLength];
        await from.ReadExactlyAsync(header);
        var words = new byte[BitConverter.ToInt32(header)];
        await from.ReadExactlyAsync(words);
        heard.Add(words);
        await to.WriteAsync((byte[])[.. header, .. words]);
    }

    private static Handshake Create(SiloAddress address, string secret) => new(
        new HandshakeOptions("cluster", address, Encoding.UTF8.GetBytes(secret), TimeSpan.FromSeconds(30)),
        TimeProvider.System);
}

using System.Net;
using System.Text;
using Nola.Runtime.Networking;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Tests.Networking;

public sealed class HandshakeTests
{
    private static readonly SiloAddress First = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private static readonly SiloAddress Second = SiloAddress.New(IPAddress.Loopback, 2, 2);

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    public async Task Handshake_SameClusterAndSecret_TellsEachWhoTheOtherIs(string secret)
    {
        var (near, far) = DuplexPipeStream.CreatePair();

        var connecting = Create(First, secret).ConnectAsync(near, null, default);
        var accepting = Create(Second, secret).AcceptAsync(far, default);

        Assert.Equal(Second, (await connecting).Address);
        Assert.Equal(First, (await accepting).Address);
    }

    [Theory]
    [InlineData("secret", "other", "cluster")]
    [InlineData("", "other", "cluster")]
    [InlineData("secret", "secret", "other cluster")]
    public async Task Handshake_OtherSecretOrCluster_IsRefusedByBoth(string secret, string theirs, string theirCluster)
    {
        var (near, far) = DuplexPipeStream.CreatePair();

        var connecting = Create(First, secret).ConnectAsync(near, null, default);
        var accepting = Create(Second, theirs, theirCluster).AcceptAsync(far, default);

        async Task Close(Task side, Stream stream)
        {
            await Assert.ThrowsAsync<ConnectionFailedException>(() => side);
            await stream.DisposeAsync();
        }

        await Task.WhenAll(Close(connecting, near), Close(accepting, far));
    }

    [Fact]
    public async Task Handshake_AnotherHostThanExpected_IsOpenForNeither()
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        var predecessor = SiloAddress.New(Second.Endpoint, Second.Generation - 1);
        var accepting = Create(Second, "secret").AcceptAsync(far, default);

        await Assert.ThrowsAsync<ConnectionFailedException>(
            () => Create(First, "secret").ConnectAsync(near, predecessor, default));
        await near.DisposeAsync();

        await Assert.ThrowsAsync<ConnectionFailedException>(() => accepting);
    }

    [Fact]
    public async Task Accept_ReflectedProof_IsRefused()
    {
        // The stranger plays the accepting end's own words back to it through a second connection.
        var victim = Create(Second, "secret");
        var (near1, far1) = DuplexPipeStream.CreatePair();
        var (near2, far2) = DuplexPipeStream.CreatePair();
        var first = victim.AcceptAsync(far1, default);
        var second = victim.AcceptAsync(far2, default);
        await near1.WriteAsync(await HelloOfAsync());
        var answer = await ReadFrameAsync(near1);
        using var hello = new ByteBuffer();
        Frame.Append(hello, answer.AsSpan(0, answer.Length - ProofLengthOf(Second)));
        await near2.WriteAsync(hello.Memory);
        var proof = (await ReadFrameAsync(near2))[^ProofLengthOf(Second)..];
        using var reflected = new ByteBuffer();
        Frame.Append(reflected, proof);
        await near1.WriteAsync(reflected.Memory);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => first);
        await near2.DisposeAsync();
        await Assert.ThrowsAsync<ConnectionFailedException>(() => second);
    }

    [Fact]
    public async Task Accept_RandomBytes_IsAlwaysRefused()
    {
        const int seed = 99;
        var random = new Random(seed);
        var hello = (await HelloOfAsync()).ToArray();
        for (var round = 0; round < 2000; round++)
        {
            byte[] bytes;
            if (round % 2 == 0)
            {
                bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes = [.. hello];
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            var (near, far) = DuplexPipeStream.CreatePair();
            var accepting = Create(Second, "secret").AcceptAsync(far, default);
            await near.WriteAsync(bytes);
            await near.DisposeAsync();

            await Assert.ThrowsAsync<ConnectionFailedException>(() => accepting);
        }
    }

    [Fact]
    public async Task Accept_SilentPeer_IsRefusedAfterTheTimeout()
    {
        var time = new ManualTime();
        var (_, far) = DuplexPipeStream.CreatePair();
        var handshake = new Handshake(
            new HandshakeOptions("cluster", Second, default, HandshakeOptions.DefaultTimeout), time);

        var accepting = handshake.AcceptAsync(far, default);
        Assert.False(accepting.IsCompleted);
        time.Advance(HandshakeOptions.DefaultTimeout);

        await Assert.ThrowsAsync<ConnectionFailedException>(() => accepting);
    }

    private static int ProofLengthOf(SiloAddress address) => 32 + address.ToParsableString().Length;

    private static async Task<ReadOnlyMemory<byte>> HelloOfAsync()
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        var connecting = Create(First, "secret").ConnectAsync(near, null, default);
        var hello = await ReadFrameAsync(far);
        await far.DisposeAsync();
        await Assert.ThrowsAsync<ConnectionFailedException>(() => connecting);
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, hello);
        return buffer.Memory.ToArray();
    }

    private static async Task<byte[]> ReadFrameAsync(Stream stream)
    {
        var header = new byte[Frame.HeaderLength];
        await stream.ReadExactlyAsync(header);
        var payload = new byte[BitConverter.ToInt32(header)];
        await stream.ReadExactlyAsync(payload);
        return payload;
    }

    private static Handshake Create(SiloAddress address, string secret, string cluster = "cluster") => new(
        new HandshakeOptions(cluster, address, Encoding.UTF8.GetBytes(secret), TimeSpan.FromSeconds(30)),
        TimeProvider.System);
}

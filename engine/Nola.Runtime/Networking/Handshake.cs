using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>
/// Opens a connection. Each end proves to the other that it knows the cluster's secret before anything it says is used:
/// <list type="number">
/// <item>the connecting end sends a hello: magic, protocol version, a random nonce, a digest of the cluster's
/// id;</item>
/// <item>the accepting end answers with its own hello and a proof over both nonces and its address;</item>
/// <item>the connecting end sends its proof over both nonces and its address;</item>
/// <item>the accepting end says yes.</item>
/// </list>
/// A proof is an HMAC-SHA256 under the secret. The two directions use different labels, so that a proof cannot be sent
/// back to who made it; the nonces make every exchange new. Until then a peer may send
/// <see cref="FrameLengthMax"/> bytes per frame and take <see cref="HandshakeOptions.Timeout"/>.
/// </summary>
internal sealed class Handshake(HandshakeOptions options, TimeProvider time, Func<int, byte[]>? nonces = null)
{
    public const int FrameLengthMax = 256;
    /// <summary>The version this host speaks. Of two hosts' versions the lower is spoken, so a later one must be able to.</summary>
    public const ushort ProtocolVersion = 2;

    private const int NonceLength = 32;
    private const int ProofLength = 32;
    private const int ClusterDigestLength = 16;
    private const int HelloLength = 4 + 2 + NonceLength + ClusterDigestLength;
    private const byte Accepted = 1;
    private const int AddressLengthMax = 64;

    // Given by tests alone, which compare bytes.
    private readonly Func<int, byte[]> _nonces = nonces ?? RandomNumberGenerator.GetBytes;

    private static ReadOnlySpan<byte> Magic => "NOLA"u8;

    private static ReadOnlySpan<byte> ConnectingLabel => "nola-connecting"u8;

    private static ReadOnlySpan<byte> AcceptingLabel => "nola-accepting"u8;

    /// <summary>Opens a connection that this end made.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">
    /// Who has to be at the other end; null for whoever it is. A stranger is left before this end has proved who it is:
    /// the other end must not take for a connection what is closed at once, and lose in it what it sends.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ConnectionFailedException">
    /// The peer is no member of the cluster, not the expected one, or too slow.
    /// </exception>
    public Task<PeerIdentity> ConnectAsync(
        Stream stream, SiloAddress? expected, CancellationToken cancellationToken) =>
        RunAsync(stream, (opened, stop) => ConnectCoreAsync(opened, expected, stop), cancellationToken);

    /// <summary>Opens a connection that the other end made.</summary>
    /// <exception cref="ConnectionFailedException">The peer is no member of the cluster, or too slow.</exception>
    public Task<PeerIdentity> AcceptAsync(Stream stream, CancellationToken cancellationToken) =>
        RunAsync(stream, AcceptCoreAsync, cancellationToken);

    private async Task<PeerIdentity> RunAsync(
        Stream stream,
        Func<Stream, CancellationToken, Task<PeerIdentity>> exchange,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await exchange(stream, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested)
        {
            throw new ConnectionFailedException("The peer did not complete the handshake in time.", exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidMessageFrameException or FormatException
            or ObjectDisposedException)
        {
            throw new ConnectionFailedException($"The handshake failed: {exception.Message}", exception);
        }
    }

    private async Task<PeerIdentity> ConnectCoreAsync(
        Stream stream, SiloAddress? expected, CancellationToken cancellationToken)
    {
        var hello = CreateHello();
        await SendAsync(stream, hello, cancellationToken).ConfigureAwait(false);
        var answer = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        if (answer.Length < HelloLength) throw Refused("its answer is too short");

        var theirHello = answer[..HelloLength];
        CheckHello(theirHello);
        var address = CheckProof(AcceptingLabel, hello, theirHello, answer.AsSpan(HelloLength));
        if (expected is not null && !address.Equals(expected))
        {
            throw new ConnectionFailedException($"{address} answers where {expected} was expected.");
        }

        var proof = CreateProof(ConnectingLabel, theirHello, hello);
        await SendAsync(stream, proof, cancellationToken).ConfigureAwait(false);
        var verdict = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        return verdict is [Accepted] ? new PeerIdentity(address) : throw Refused("it refused this host");
    }

    private async Task<PeerIdentity> AcceptCoreAsync(Stream stream, CancellationToken cancellationToken)
    {
        var theirHello = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        CheckHello(theirHello);
        var hello = CreateHello();
        byte[] answer = [.. hello, .. CreateProof(AcceptingLabel, theirHello, hello)];
        await SendAsync(stream, answer, cancellationToken).ConfigureAwait(false);
        var proof = await ReceiveAsync(stream, cancellationToken).ConfigureAwait(false);
        var address = CheckProof(ConnectingLabel, hello, theirHello, proof);
        await SendAsync(stream, [Accepted], cancellationToken).ConfigureAwait(false);
        return new PeerIdentity(address);
    }

    private byte[] CreateHello()
    {
        var hello = new byte[HelloLength];
        Magic.CopyTo(hello);
        BinaryPrimitives.WriteUInt16LittleEndian(hello.AsSpan(4), ProtocolVersion);
        _nonces(NonceLength).CopyTo(hello.AsSpan(6));
        ClusterDigest().CopyTo(hello.AsSpan(6 + NonceLength));
        return hello;
    }

    private void CheckHello(byte[] hello)
    {
        var isHello = hello.Length == HelloLength && hello.AsSpan().StartsWith(Magic);
        if (!isHello) throw Refused("it speaks another protocol");

        var version = BinaryPrimitives.ReadUInt16LittleEndian(hello.AsSpan(4));
        if (version < ProtocolVersion) throw Refused($"it speaks version {version}, not {ProtocolVersion}");
        if (!hello.AsSpan(6 + NonceLength).SequenceEqual(ClusterDigest())) throw Refused("it is of another cluster");
    }

    private ReadOnlySpan<byte> ClusterDigest() =>
        SHA256.HashData(Encoding.UTF8.GetBytes(options.ClusterId)).AsSpan(0, ClusterDigestLength);

    // The verifier's hello comes first: it holds the nonce that makes the proof new for the verifier.
    private byte[] CreateProof(ReadOnlySpan<byte> label, byte[] verifierHello, byte[] proverHello)
    {
        var address = Encoding.ASCII.GetBytes(options.LocalAddress.ToParsableString());
        return [.. ComputeProof(label, verifierHello, proverHello, address), .. address];
    }

    private SiloAddress CheckProof(
        ReadOnlySpan<byte> label, byte[] verifierHello, byte[] proverHello, ReadOnlySpan<byte> proof)
    {
        if (proof.Length is <= ProofLength or > ProofLength + AddressLengthMax) throw Refused("its proof is malformed");

        var address = proof[ProofLength..];
        var expected = ComputeProof(label, verifierHello, proverHello, address);
        return CryptographicOperations.FixedTimeEquals(expected, proof[..ProofLength])
            ? SiloAddress.Parse(address)
            : throw Refused("it does not know the cluster's secret");
    }

    private byte[] ComputeProof(
        ReadOnlySpan<byte> label, byte[] verifierHello, byte[] proverHello, ReadOnlySpan<byte> address)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, options.Secret.Span);
        hmac.AppendData(label);
        hmac.AppendData(verifierHello);
        hmac.AppendData(proverHello);
        hmac.AppendData(address);
        return hmac.GetHashAndReset();
    }

    private static async ValueTask SendAsync(Stream stream, byte[] payload, CancellationToken cancellationToken)
    {
        using var buffer = new ByteBuffer();
        Frame.Append(buffer, payload);
        await stream.WriteAsync(buffer.Memory, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    // Reads exactly one frame: what follows it belongs to the connection.
    private static async ValueTask<byte[]> ReceiveAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new byte[Frame.HeaderLength + FrameLengthMax];
        await stream.ReadExactlyAsync(bytes.AsMemory(0, Frame.HeaderLength), cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length is 0 or > FrameLengthMax) throw Refused($"it sends a frame of {length} bytes before it is known");

        var end = Frame.HeaderLength + (int)length;
        await stream.ReadExactlyAsync(bytes.AsMemory(Frame.HeaderLength, (int)length), cancellationToken)
            .ConfigureAwait(false);
        Frame.TryRead(bytes.AsSpan(0, end), FrameLengthMax, out var payload);
        return payload.ToArray();
    }

    private static ConnectionFailedException Refused(string reason) => new($"The peer is refused: {reason}.");
}

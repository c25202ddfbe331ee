using System.Net;
using System.Text;
using Nola.Runtime.Networking;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Networking;

/// <summary>The bytes of docs/design/wire-format.md, computed from its text and not from this code.</summary>
public sealed class HandshakeGoldenBytesTests
{
    private const string Hello =
        "36000000CE20DEE14E4F4C410200000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
        + "164CF1CA8391532E4F239C556C0C1958";

    private const string Answer =
        "63000000949B77404E4F4C410200202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F"
        + "164CF1CA8391532E4F239C556C0C1958"
        + "D838FBDD8BA1A3FE5B82C7BA137C296A2C77F960981E883CA6C5DA062AAD820B3132372E302E302E313A324032";

    private const string Proof =
        "2D0000002D238AFA0B2D7FC8A50FC3D92F939F8E2A94C89925990D2DC297052655D739E292A27ED2"
        + "3132372E302E302E313A314031";

    private const string Yes = "0100000052D016A001";

    [Fact]
    public async Task Handshake_KnownNonces_SaysTheGoldenBytes()
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        var (otherNear, otherFar) = DuplexPipeStream.CreatePair();
        var connecting = Create(1, firstByte: 0).ConnectAsync(near, null, default);
        var accepting = Create(2, firstByte: 32).AcceptAsync(otherFar, default);

        Assert.Equal(Hello, await RelayAsync(far, otherNear));
        Assert.Equal(Answer, await RelayAsync(otherNear, far));
        Assert.Equal(Proof, await RelayAsync(far, otherNear));
        Assert.Equal(Yes, await RelayAsync(otherNear, far));
        Assert.Equal(AddressOf(2), (await connecting).Address);
        Assert.Equal(AddressOf(1), (await accepting).Address);
    }

    private static SiloAddress AddressOf(int number) => SiloAddress.New(IPAddress.Loopback, number, number);

    private static Handshake Create(int number, int firstByte) => new(
        new HandshakeOptions("cluster", AddressOf(number), Encoding.UTF8.GetBytes("secret"), TimeSpan.FromSeconds(30)),
        TimeProvider.System,
        length => [.. Enumerable.Range(firstByte, length).Select(value => (byte)value)]);

    private static async Task<string> RelayAsync(Stream from, Stream to)
    {
        var header = new byte[Frame.HeaderLength];
        await from.ReadExactlyAsync(header);
        var payload = new byte[BitConverter.ToInt32(header)];
        await from.ReadExactlyAsync(payload);
        byte[] frame = [.. header, .. payload];
        await to.WriteAsync(frame);
        return Convert.ToHexString(frame);
    }
}

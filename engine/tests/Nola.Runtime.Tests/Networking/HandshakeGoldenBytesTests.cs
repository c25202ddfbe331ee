using System.Net;
using System.Text;
using Nola.Runtime.Networking;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Networking;

/// <summary>The bytes of docs/design/wire-format.md, computed from its text and not from this code.</summary>
public sealed class HandshakeGoldenBytesTests
{
    private const string Hello =
        "36000000E44C37C64E4F4C410100000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
        + "164CF1CA8391532E4F239C556C0C1958";

    private const string Answer =
        "63000000A31F80DD4E4F4C410100202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F"
        + "164CF1CA8391532E4F239C556C0C1958"
        + "390A37BB64D6C0E9A826D74AC1B1F070FF4E20B289C02ECA2C012F0DEA7842153132372E302E302E313A324032";

    private const string Proof =
        "2D0000000DE529DFFD52362ECA0E9F4BC04B466F324B74B91878EC01EFCCDA86D7B5697C2F888D52"
        + "3132372E302E302E313A314031";

    private const string Yes = "0100000052D016A001";

    [Fact]
    public async Task Handshake_KnownNonces_SaysTheGoldenBytes()
    {
        var (near, far) = DuplexPipeStream.CreatePair();
        var (otherNear, otherFar) = DuplexPipeStream.CreatePair();
        var connecting = Create(1, firstByte: 0).ConnectAsync(near, default);
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

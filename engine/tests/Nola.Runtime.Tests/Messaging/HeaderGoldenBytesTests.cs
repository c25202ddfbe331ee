using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>The bytes of docs/design/wire-format.md, computed from its text and not from this code.</summary>
public sealed class HeaderGoldenBytesTests : IDisposable
{
    private const string Request = "0108AC02046563686F036B6579B0EA01E74F6DEE44332211";

    private const string Forwarded =
        "014FAC02040A010203E7564D0000001000000000000000000000000000000001FFFF03FBFFFFFF"
        + "046563686F036B65790663616C6C65720137B0EA0102E74F6DEE44332211";

    private const string OneWay = "020000046563686F036B6579E74F6DEE44332211";
    private const string Result = "0300AC02";
    private const string Reject = "0502AC02040A010203E756B3FFFFFF";
    private const string Redirect = "0700AC02040A010203E7564D00000003";

    private static readonly SiloAddress Silo = SiloAddress.New(IPAddress.Parse("10.1.2.3"), 11111, 77);

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly HeaderCodec _headers = new(new InterfaceIds());

    public static TheoryData<string> Names => [nameof(Request), nameof(Forwarded), nameof(OneWay), nameof(Result), nameof(Reject)];

    public void Dispose() => _services.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_Header_GivesTheGoldenBytes(string name)
    {
        var (header, golden) = Sample(name);

        Assert.Equal(golden, Write(header));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_GoldenBytes_GivesTheHeader(string name)
    {
        var (expected, golden) = Sample(name);
        using var session = _services.GetRequiredService<CodecProvider>().GetSession();
        var reader = new Reader(Convert.FromHexString(golden), session);

        var header = _headers.Read(ref reader);

        Assert.Equal(expected.Kind, header.Kind);
        Assert.Equal(expected.CorrelationId, header.CorrelationId);
        Assert.Equal(expected.Origin, header.Origin);
        Assert.Equal(expected.Target, header.Target);
        Assert.Equal(expected.TargetGrain, header.TargetGrain);
        Assert.Equal(expected.SendingGrain, header.SendingGrain);
        Assert.Equal(expected.ForwardCount, header.ForwardCount);
        Assert.Equal(expected.MethodId, header.MethodId);
        if (header.IsCall) Assert.Equal(expected.TimeToLive, header.TimeToLive);
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void Write_Redirection_GivesTheGoldenBytes() => Assert.Equal(
        Redirect,
        Write(
            new MessageHeader { Kind = MessageKind.Redirect, CorrelationId = 300 },
            static (ref Writer writer) =>
            {
                HeaderCodec.WriteAddress(ref writer, Silo);
                writer.WriteByte(3);
            }));

    private delegate void BodyWriter(ref Writer writer);

    private static (MessageHeader Header, string Golden) Sample(string name)
    {
        var call = new MessageHeader
        {
            Kind = MessageKind.Request,
            CorrelationId = 300,
            TargetGrain = GrainId.Create("echo", "key"),
            TimeToLive = TimeSpan.FromSeconds(30),
            InterfaceType = typeof(IEcho),
            MethodId = 0x11223344,
            TypeArguments = [],
        };
        return name switch
        {
            nameof(Request) => (call, Request),
            nameof(Forwarded) => (
                call with
                {
                    Origin = Silo,
                    Target = SiloAddress.New(IPAddress.IPv6Loopback, 65535, -5),
                    SendingGrain = GrainId.Create("caller", "7"),
                    ForwardCount = 2,
                },
                Forwarded),
            nameof(OneWay) => (
                call with { Kind = MessageKind.OneWay, CorrelationId = 0, TimeToLive = Timeout.InfiniteTimeSpan },
                OneWay),
            nameof(Result) => (new MessageHeader { Kind = MessageKind.Result, CorrelationId = 300 }, Result),
            _ => (
                new MessageHeader
                {
                    Kind = MessageKind.Reject,
                    CorrelationId = 300,
                    Target = SiloAddress.New(Silo.Endpoint, -77),
                },
                Reject),
        };
    }

    private string Write(MessageHeader header, BodyWriter? body = null)
    {
        using var buffer = new ByteBuffer();
        using var session = _services.GetRequiredService<CodecProvider>().GetSession();
        var writer = new Writer(buffer, session);
        _headers.Write(ref writer, header);
        body?.Invoke(ref writer);
        writer.Commit();
        return Convert.ToHexString(buffer.Span);
    }
}

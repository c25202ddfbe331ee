using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Activation;
using Nola.Runtime.Messaging;
using Nola.Runtime.Networking;
using Nola.Runtime.Placement;
using Orleans.CodeGeneration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Tests.Messaging;

/// <summary>One payload of each kind, with every optional part somewhere.</summary>
internal sealed class FrameCorpus : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly CodecProvider _codecs;
    private readonly HeaderCodec _headers = new(new InterfaceIds());

    public FrameCorpus() => _codecs = _services.GetRequiredService<CodecProvider>();

    private delegate void BodyWriter(ref Writer writer);

    public byte[][] Create(SiloAddress local)
    {
        var other = SiloAddress.New(IPAddress.Parse("10.1.2.3"), 11111, 77);
        var call = new MessageHeader
        {
            Kind = MessageKind.Request,
            CorrelationId = 1234567,
            TargetGrain = GrainId.Create("echo", "key"),
            TimeToLive = TimeSpan.FromSeconds(30),
            InterfaceType = typeof(IEcho),
            MethodId = MethodId("Echo"),
            TypeArguments = [],
        };
        var full = call with
        {
            Origin = other,
            Target = local,
            SendingGrain = GrainId.Create("caller", "7"),
            ForwardCount = 2,
            RequestContext = new() { ["text"] = "value", ["number"] = 42, ["id"] = new Guid(1, 2, 3, new byte[8]) },
            TypeArguments = [typeof(int), typeof(List<string>)],
        };
        var view = new GatewayView(9, [new GatewayView.Silo(other, new IPEndPoint(IPAddress.Loopback, 30000))], [local]);
        var probe = new CycleProbe(other, 1234, local, call.TargetGrain, 567, 2, "turn/1.Echo");
        return
        [
            Write(call, WriteEcho),
            Write(full, WriteEcho),
            Write(call with { Kind = MessageKind.OneWay, MethodId = MethodId("Note") }, WriteEcho),
            Write(full with { Target = other }, WriteEcho),
            Write(Header(MessageKind.Result), (ref Writer w) => _codecs.GetCodec<string>().WriteField(ref w, 0, "done")),
            Write(Header(MessageKind.Failure), (ref Writer w) => WriteException(ref w)),
            Write(Header(MessageKind.Reject), (ref Writer w) => WriteException(ref w)),
            Write(Header(MessageKind.Cancel), static (ref Writer _) => { }),
            Write(Header(MessageKind.Redirect), (ref Writer w) =>
            {
                HeaderCodec.WriteAddress(ref w, other);
                w.WriteByte(3);
            }),
            Control(ControlOperation.Probe, new ReleaseNotice(7, [1, 2, 3]).ToBytes()),
            Control(ControlOperation.IndirectProbe, System.Text.Encoding.ASCII.GetBytes(other.ToParsableString())),
            Control(ControlOperation.View, view.Encode()),
            Control(ControlOperation.RangesReleased, new ReleaseNotice(8, []).ToBytes()),
            Control(ControlOperation.Drain, []),
            Control(ControlOperation.CallCycle, probe.ToBytes()),
            Write(Header(MessageKind.ControlReply), static (ref Writer w) => w.WriteByte((byte)ControlOperation.Probe)),
        ];
    }

    public void Dispose() => _services.Dispose();

    public static uint MethodId(string name) => GeneratedManifests.Loaded.SelectMany(manifest => manifest.Interfaces)
        .Single(candidate => candidate.InterfaceType == typeof(IEcho))
        .Methods.Single(method => method.Name == name).Id;

    private static MessageHeader Header(MessageKind kind) => new() { Kind = kind, CorrelationId = 99, TypeArguments = [] };

    private static void WriteEcho(ref Writer writer)
    {
        var request = GeneratedInterfaces.Find(typeof(IEcho))!.RentRequest(MethodId("Echo"), [])!;
        request.SetArgument(0, "some text");
        request.WriteArguments(ref writer);
        request.Dispose();
    }

    private void WriteException(ref Writer writer) => _codecs.GetCodec<Exception>().WriteField(
        ref writer, 0, new InvalidOperationException("outer", new ArgumentException("inner")));

    private byte[] Control(ControlOperation operation, byte[] payload) => Write(
        Header(MessageKind.Control), (ref Writer writer) =>
        {
            writer.WriteByte((byte)operation);
            writer.WriteBytes(payload);
        });

    private byte[] Write(MessageHeader header, BodyWriter body)
    {
        using var buffer = new ByteBuffer();
        using var session = _codecs.GetSession();
        var writer = new Writer(buffer, session);
        _headers.Write(ref writer, header);
        body(ref writer);
        writer.Commit();
        return buffer.Span.ToArray();
    }
}


namespace Nola.Runtime.Messaging;

/// <summary>What comes before the body of a frame.</summary>
internal struct MessageHeader
{
    public MessageKind Kind;
    public MessageFlags Flags;
    public long CorrelationId;

    /// <summary>Null: the host at the other end of the connection.</summary>
    public SiloAddress? Origin;

    /// <summary>Null: this host.</summary>
    public SiloAddress? Target;

    /// <summary>Whether the message must not overtake any that was sent before.</summary>
    public bool IsOrdered;

    // Requests and one-way calls only.
    public GrainId TargetGrain;
    public GrainId SendingGrain;
    public TimeSpan TimeToLive;
    public int ForwardCount;
    public uint InterfaceId;
    public Type? InterfaceType;
    public uint MethodId;
    public Type[] TypeArguments;
    public Dictionary<string, object>? RequestContext;

    public readonly bool IsCall => Kind is MessageKind.Request or MessageKind.OneWay;
}

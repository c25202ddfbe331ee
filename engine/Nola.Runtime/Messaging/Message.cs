using Nola.Runtime.Networking;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Messaging;

/// <summary>One call, answer or notice between two hosts.</summary>
internal sealed class Message
{
    public MessageDirection Direction { get; set; }

    /// <summary>Joins a request and what comes back; unique per sending host.</summary>
    public long CorrelationId { get; set; }

    public SiloAddress? SendingSilo { get; set; }

    public SiloAddress? TargetSilo { get; set; }

    public GrainId SendingGrain { get; set; }

    public GrainId TargetGrain { get; set; }

    /// <summary>The CLR interface of the method.</summary>
    public Type? InterfaceType { get; set; }

    public uint MethodId { get; set; }

    /// <summary>How long the caller still waits; infinite for one-way calls.</summary>
    public TimeSpan TimeToLive { get; set; } = Timeout.InfiniteTimeSpan;

    public int ForwardCount { get; set; }

    public Dictionary<string, object>? RequestContext { get; set; }

    /// <summary>The call itself: at the sender before it is written, at the receiver after it was read.</summary>
    public Request? Request { get; set; }

    /// <summary>At the sender, the turns that wait for the outcome, or null where it is no grain that calls.</summary>
    internal TurnQueue? Caller { get; set; }

    /// <summary>Which of the caller's requests makes the call; the caller alone can read it.</summary>
    internal int CallerStamp { get; set; }

    /// <summary>
    /// How a received request came; its outcome goes the same way where its sender cannot be connected to.
    /// </summary>
    internal Connection? ArrivedBy { get; set; }

    /// <summary>Makes it a new one.</summary>
    public void Reset()
    {
        CorrelationId = 0;
        SendingSilo = null;
        TargetSilo = null;
        SendingGrain = default;
        TargetGrain = default;
        InterfaceType = null;
        TimeToLive = Timeout.InfiniteTimeSpan;
        ForwardCount = 0;
        RequestContext = null;
        Request = null;
        Caller = null;
        CallerStamp = 0;
        ArrivedBy = null;
    }
}

namespace Nola.Runtime.Messaging;

/// <summary>Which optional parts a header has. Numbers are part of the wire format.</summary>
[Flags]
internal enum MessageFlags : byte
{
    None = 0,

    /// <summary>The message's origin is not the host at the other end of the connection.</summary>
    Origin = 1,

    /// <summary>The message is for another host than the one at the other end of the connection.</summary>
    Target = 2,

    /// <summary>The calling grain.</summary>
    SendingGrain = 4,

    /// <summary>The time to live.</summary>
    TimeToLive = 8,

    /// <summary>The message must not overtake any that was sent before, however large.</summary>
    Ordered = Networking.Frame.OrderedFlag,

    /// <summary>The request context.</summary>
    RequestContext = 32,

    /// <summary>The number of times the message was passed on.</summary>
    Forwards = 64,

    /// <summary>The type arguments of a generic method.</summary>
    TypeArguments = 128,
}

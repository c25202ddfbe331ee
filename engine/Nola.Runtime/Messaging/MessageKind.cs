namespace Nola.Runtime.Messaging;

/// <summary>
/// What a frame holds. Numbers are part of the wire format; a frame with another ends its connection.
/// </summary>
internal enum MessageKind : byte
{
    /// <summary>A call that gets an outcome.</summary>
    Request = 1,

    /// <summary>A call that gets nothing back.</summary>
    OneWay = 2,

    /// <summary>The result of a request.</summary>
    Result = 3,

    /// <summary>The exception of a request that was executed, as far as anybody knows.</summary>
    Failure = 4,

    /// <summary>The reason why a request was not executed.</summary>
    Reject = 5,

    /// <summary>The caller of a request no longer wants its outcome.</summary>
    Cancel = 6,

    /// <summary>A request was passed on to another silo.</summary>
    Redirect = 7,

    /// <summary>A question of the runtime itself.</summary>
    Control = 8,

    /// <summary>The answer to a question of the runtime itself.</summary>
    ControlReply = 9,

    // 10 is taken by fragments, which Networking puts together before anybody sees them.
}

namespace Nola.Runtime.Messaging;

/// <summary>What a message is for.</summary>
internal enum MessageDirection : byte
{
    /// <summary>A call that gets a response or a rejection.</summary>
    Request,

    /// <summary>The outcome of a request.</summary>
    Response,

    /// <summary>A call that gets nothing back.</summary>
    OneWay,

    /// <summary>The caller of a request no longer wants it.</summary>
    Cancel,

    /// <summary>The request was not executed.</summary>
    Reject,
}

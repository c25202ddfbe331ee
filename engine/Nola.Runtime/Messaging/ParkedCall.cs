namespace Nola.Runtime.Messaging;

/// <summary>A call that waits for a route.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Frame">The whole frame.</param>
/// <param name="Deadline">When nobody waits for it any more, as a timestamp.</param>
internal sealed record ParkedCall(MessageHeader Header, byte[] Frame, long Deadline);

using Nola.Runtime.Networking;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Messaging;

// What could not be sent, or not yet.
internal sealed partial class MessageCenter
{
    // The call was not executed: tell whoever waits for it.
    private void Fail(in MessageHeader header, DeadLetterReason cause, Exception reason)
    {
        DeadLetters.Add(cause, header, header.Target);
        if (header.Kind != MessageKind.Request) return;

        Instruments.Rejected.Add(1);
        if (header.Origin is null || header.Origin.Equals(LocalAddress))
        {
            if (_pending.TryRemove(header.CorrelationId, out var call)) call.Completion.TryFail(reason);
            return;
        }

        SendException(header.Origin, null, MessageKind.Reject, header.CorrelationId, reason);
    }

    private void Park(in MessageHeader header, ReadOnlySpan<byte> frame, long? deadline = null)
    {
        if (!_parked.TryAdd(new ParkedCall(header, frame.ToArray(), deadline ?? DeadlineOf(header))))
        {
            Fail(
                header,
                DeadLetterReason.Shed,
                new LimitExceededException("Too many calls wait for a route; the call was not executed."));
        }
    }

    // Frames that never left a connection that ended: calls may go elsewhere, the rest by the next connection.
    private void SendAgain(SiloAddress peer, byte[] frames)
    {
        if (_isStopped) return;

        if (Liveness?.IsDead(peer) == true)
        {
            Park(peer, frames);
            return;
        }

        var rest = frames.AsSpan();
        while (rest.Length > 0 && Frame.TryRead(rest, _options.PayloadLengthMax, out var payload))
        {
            var frame = rest[..(Frame.HeaderLength + payload.Length)];
            if ((MessageKind)payload[0] is MessageKind.Request or MessageKind.OneWay) Park(peer, frame.ToArray());
            else _links.Get(peer).TrySend(frame, mayExceedLimit: true);

            rest = rest[frame.Length..];
        }
    }

    // Frames that never left may be sent elsewhere; outcomes among them have nobody left to go to.
    private void Park(SiloAddress peer, byte[] frames)
    {
        var rest = frames.AsSpan();
        while (rest.Length > 0 && Frame.TryRead(rest, _options.PayloadLengthMax, out var payload))
        {
            var length = Frame.HeaderLength + payload.Length;
            using var session = _codecs.GetSession();
            var reader = new Reader(payload, session);
            var header = _headers.Read(ref reader);
            if (header.IsCall)
            {
                if (header.Origin is null) _pending.TryMove(header.CorrelationId, null, header.ForwardCount);
                Park(header, rest[..length]);
            }
            else
            {
                DeadLetters.Add(DeadLetterReason.Unreachable, header, peer);
            }

            rest = rest[length..];
        }
    }
}

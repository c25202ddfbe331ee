using Microsoft.Extensions.Logging;
using Nola.Runtime.Networking;
using Orleans.CodeGeneration;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Messaging;

// What arrives.
internal sealed partial class MessageCenter
{
    // A message that nobody held on to, for the next call.
    [ThreadStatic]
    private static Message? t_incoming;

    void IConnectionHandler.OnFrame(Connection connection, ReadOnlySpan<byte> payload) =>
        HandlePayload(connection.Peer.Address, connection, payload);

    void IConnectionHandler.OnClosed(Connection connection, Exception? reason)
    {
        if (reason is InvalidMessageFrameException) LogMalformed(_logger, connection.Peer.Address, reason.Message);
        var wasInUse = _links.OnClosed(connection);
        SendAgain(connection.Peer.Address, connection.TakeUnsent());
        if (wasInUse && !_isStopped) Liveness?.OnConnectionLost(connection.Peer.Address);
    }

    private void HandlePayload(SiloAddress peer, Connection? connection, ReadOnlySpan<byte> payload)
    {
        using var session = _codecs.GetSession();
        var reader = new Reader(payload, session);
        var header = _headers.Read(ref reader);
        if (header.Target is { } target && !target.Equals(LocalAddress))
        {
            Relay(header, target, payload);
            return;
        }

        switch (header.Kind)
        {
            case MessageKind.Request or MessageKind.OneWay:
                HandleCall(ref reader, ref header, peer, connection);
                break;
            case MessageKind.Result or MessageKind.Failure or MessageKind.Reject:
                HandleOutcome(ref reader, header, connection);
                break;
            case MessageKind.Cancel:
                Handler?.Receive(new Message
                {
                    Direction = MessageDirection.Cancel,
                    CorrelationId = header.CorrelationId,
                    SendingSilo = header.Origin ?? peer,
                });
                break;
            case MessageKind.Redirect:
                HandleRedirect(ref reader, header);
                break;
            case MessageKind.Control:
                HandleControl(ref reader, header, peer, connection);
                break;
            case MessageKind.ControlReply:
                HandleControlReply(ref reader, header);
                break;
        }
    }

    private void HandleCall(ref Reader reader, ref MessageHeader header, SiloAddress peer, Connection? connection)
    {
        var message = t_incoming ?? new Message();
        t_incoming = null;
        message.Direction = header.Kind == MessageKind.OneWay ? MessageDirection.OneWay : MessageDirection.Request;
        message.CorrelationId = header.CorrelationId;
        message.SendingSilo = header.Origin ?? peer;
        message.TargetSilo = LocalAddress;
        message.SendingGrain = header.SendingGrain;
        message.TargetGrain = header.TargetGrain;
        message.MethodId = header.MethodId;
        message.TimeToLive = header.TimeToLive;
        message.ForwardCount = header.ForwardCount;
        message.ArrivedBy = connection;
        try
        {
            _headers.ReadTypes(ref reader, ref header);
            message.InterfaceType = header.InterfaceType;
            message.RequestContext = header.RequestContext;
            message.Request = header.InterfaceType is { } type
                ? GeneratedInterfaces.Find(type)?.RentRequest(header.MethodId, header.TypeArguments)
                : null;
            if (message.Request is null)
            {
                throw new SerializerException(
                    $"This host knows no method {header.MethodId:X8} of interface {header.InterfaceId:X8} "
                    + $"({header.InterfaceType?.FullName ?? "unknown"}).");
            }

            message.Request.ReadArguments(ref reader);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The frame was sound, its content was not for this host: the caller's problem, not the connection's.
            message.Request?.Dispose();
            Reject(message, exception);
            return;
        }

        if (connection is { IsBackedUp: true } && message.Direction == MessageDirection.Request)
        {
            // Who does not read its answers gets no more of them, or they would fill this host's memory.
            message.Request.Dispose();
            DeadLetters.Add(DeadLetterReason.Shed, header, peer);
            Reject(message, new LimitExceededException(
                $"{peer} does not read its answers fast enough; the call was not executed."));
            return;
        }

        var isKept = false;
        if (Handler is { } handler) isKept = handler.Receive(message);
        else Reject(message, new SiloUnavailableException("The host does not take calls yet."));

        if (isKept) return;

        message.Reset();
        t_incoming = message;
    }

    private void HandleOutcome(ref Reader reader, in MessageHeader header, Connection? connection)
    {
        // An outcome nobody waits for any more is dropped: its caller gave up.
        if (!_pending.TryRemove(header.CorrelationId, out var call)) return;

        // The grain that waits goes on in its own turn. Where that is free, and known to be short, it is run here.
        if (connection is null || call.Caller is not { } caller || !_resumer.MayRun(call.Method!, connection)
            || !caller.TryEnter())
        {
            Complete(ref reader, header, call);
            return;
        }

        try
        {
            Complete(ref reader, header, call);
        }
        finally
        {
            _resumer.Run(caller, call.Method!);
        }
    }

    private static void Complete(ref Reader reader, in MessageHeader header, in PendingCall call)
    {
        try
        {
            if (header.Kind == MessageKind.Result)
            {
                call.Completion.TryComplete(ref reader);
            }
            else
            {
                var exception = reader.Session.GetCodec<Exception>().ReadField(ref reader);
                call.Completion.TryFail(exception ?? new OrleansException("The call failed without an exception."));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What keeps the outcome from being read is what the caller learns, be it the exception of his own codec.
            call.Completion.TryFail(exception);
        }
    }

    private void HandleRedirect(ref Reader reader, in MessageHeader header)
    {
        SiloAddress target;
        int hops;
        try
        {
            target = HeaderCodec.ReadAddress(ref reader);
            hops = reader.ReadByte();
        }
        catch (SerializerException exception)
        {
            throw new InvalidMessageFrameException("A redirection is malformed.", exception);
        }

        if (!_pending.TryMove(header.CorrelationId, target, hops, out var call)) return;

        Router?.Learn(call.Grain, target);

        // The call may have been under way between two silos when its cancellation was sent to the first.
        if (call.IsCancelled) SendCancel(call);
        if (Liveness?.IsDead(target) == true) OnSiloDead(target);
    }

    private void Relay(in MessageHeader header, SiloAddress target, ReadOnlySpan<byte> payload)
    {
        if (_links.Find(target) is not { Connection: not null } link)
        {
            DeadLetters.Add(DeadLetterReason.NotRelayed, header, target);
            return;
        }

        var buffer = FrameBuffers.Rent();
        Frame.Append(buffer, payload);
        link.TrySend(buffer.Span, mayExceedLimit: true);
        FrameBuffers.Return(buffer);
    }

    [LoggerMessage(2101, LogLevel.Error, "Connection with {Peer} closed: {Reason}")]
    private static partial void LogMalformed(ILogger logger, SiloAddress peer, string reason);
}

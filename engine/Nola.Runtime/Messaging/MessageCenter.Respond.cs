using Nola.Runtime.Networking;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Messaging;

// Outcomes.
internal sealed partial class MessageCenter
{
    private static readonly TimeSpan LeaseRetryPeriod = TimeSpan.FromMilliseconds(10);

    // Outcomes that wait for the lease.
    private int _heldOutcomes;

    public void Respond(Message request, Request call, Task outcome)
    {
        if (request.Direction != MessageDirection.Request) return;

        if (!outcome.IsCompletedSuccessfully)
        {
            RespondFailure(request, CallCompletion.GetException(outcome));
            return;
        }

        var buffer = FrameBuffers.Rent();
        try
        {
            WriteResult(buffer, request, call, outcome);
            CheckLength(buffer);
            SendOutcome(request.SendingSilo!, request.ArrivedBy, buffer.Span, IsFenced(request));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The method ran, but its result cannot travel.
            RespondFailure(request, exception);
        }
        finally
        {
            FrameBuffers.Return(buffer);
        }
    }

    public void Respond(Message request, Response outcome)
    {
        if (request.Direction != MessageDirection.Request) return;

        if (outcome.Exception is { } exception)
        {
            RespondFailure(request, exception);
        }
        else
        {
            // Filters may have replaced the result: the completion gives it the method's own type again.
            var completion = request.Request!.CreateCompletion();
            try
            {
                completion.TryComplete(outcome);
            }
            catch (InvalidCastException mismatch)
            {
                completion.TryFail(mismatch);
            }

            Respond(request, request.Request, completion.Task);
        }
    }

    public void Reject(Message request, Exception reason)
    {
        if (request.Direction == MessageDirection.Request)
        {
            SendException(request.SendingSilo!, request.ArrivedBy, MessageKind.Reject, request.CorrelationId, reason);
        }
    }

    private void RespondFailure(Message request, Exception exception) => SendException(
        request.SendingSilo!,
        request.ArrivedBy,
        MessageKind.Failure,
        request.CorrelationId,
        exception,
        isFenced: IsFenced(request));

    // Without a lease others may serve this silo's grains already: whatever it answered now might contradict them.
    private bool IsFenced(Message request) =>
        Liveness is { MayServe: false } && !HostAddressedGrains.Is(request.TargetGrain);

    // A lease that is renewed shows that the silo was not declared dead meanwhile: then its answers are good.
    private async Task SendWhenServingAsync(SiloAddress target, Connection? arrivedBy, byte[] frame)
    {
        Interlocked.Increment(ref _heldOutcomes);
        try
        {
            while (!_isStopped)
            {
                if (Liveness is not { MayServe: false })
                {
                    SendTo(target, arrivedBy, frame);
                    return;
                }

                await Task.Delay(LeaseRetryPeriod, _time).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _heldOutcomes);
        }
    }

    private void WriteResult(ByteBuffer buffer, Message request, Request call, Task outcome)
    {
        var start = Frame.Begin(buffer);
        using (var session = _codecs.GetSession())
        {
            var writer = new Writer(buffer, session);
            _headers.Write(ref writer, OutcomeHeader(
                MessageKind.Result, request.CorrelationId, request.SendingSilo!, request.ArrivedBy));
            call.WriteResult(outcome, ref writer);
            writer.Commit();
        }

        Frame.End(buffer, start);
    }

    private void SendException(
        SiloAddress target,
        Connection? arrivedBy,
        MessageKind kind,
        long correlationId,
        Exception exception,
        bool isFenced = false)
    {
        var buffer = FrameBuffers.Rent();
        try
        {
            var header = OutcomeHeader(kind, correlationId, target, arrivedBy);
            try
            {
                WriteException(buffer, header, exception);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                buffer.Truncate(0);
                WriteException(buffer, header, new CodecNotFoundException(
                    $"{exception.GetType()} cannot be sent ({failure.Message}). Its message: {exception.Message}"));
            }

            SendOutcome(target, arrivedBy, buffer.Span, isFenced);
        }
        finally
        {
            FrameBuffers.Return(buffer);
        }
    }

    private void WriteException(ByteBuffer buffer, in MessageHeader header, Exception exception)
    {
        var start = Frame.Begin(buffer);
        using (var session = _codecs.GetSession())
        {
            var writer = new Writer(buffer, session);
            _headers.Write(ref writer, header);
            session.GetCodec<Exception>().WriteField(ref writer, 0, exception);
            writer.Commit();
        }

        Frame.End(buffer, start);
    }

    private MessageHeader OutcomeHeader(
        MessageKind kind, long correlationId, SiloAddress target, Connection? arrivedBy) => new()
        {
            Kind = kind,
            CorrelationId = correlationId,
            Target = GoesBack(target, arrivedBy) && !arrivedBy!.Peer.Address.Equals(target) ? target : null,
        };

    private void SendOutcome(SiloAddress target, Connection? arrivedBy, ReadOnlySpan<byte> frame, bool isFenced)
    {
        if (isFenced) _ = SendWhenServingAsync(target, arrivedBy, frame.ToArray());
        else SendTo(target, arrivedBy, frame);
    }

    private void SendTo(SiloAddress target, Connection? arrivedBy, ReadOnlySpan<byte> frame)
    {
        if (_isStopped) return;

        if (target.Equals(LocalAddress))
        {
            HandlePayload(LocalAddress, null, frame[Frame.HeaderLength..]);
        }
        else if (GoesBack(target, arrivedBy))
        {
            // Outcomes are never shed: the work is done, and dropping its result would make it be done again.
            if (!arrivedBy!.TrySend(frame, mayExceedLimit: true)) _links.Get(target).TrySend(frame, mayExceedLimit: true);
        }
        else
        {
            _links.Get(target).TrySend(frame, mayExceedLimit: true);
        }
    }

    // Clients cannot be connected to: without a connection of their own, their outcomes return as their calls came.
    private bool GoesBack(SiloAddress target, Connection? arrivedBy)
    {
        if (arrivedBy is null || arrivedBy.IsClosed) return false;

        return arrivedBy.Peer.Address.Equals(target)
            || (target.IsClient && _links.Find(target)?.Connection is not { IsClosed: false });
    }

    private void TellRedirect(SiloAddress origin, in MessageHeader header, SiloAddress target)
    {
        if (header.Kind != MessageKind.Request) return;

        var buffer = FrameBuffers.Rent();
        var start = Frame.Begin(buffer);
        using (var session = _codecs.GetSession())
        {
            var writer = new Writer(buffer, session);
            _headers.Write(ref writer, new MessageHeader
            {
                Kind = MessageKind.Redirect,
                CorrelationId = header.CorrelationId,
            });
            HeaderCodec.WriteAddress(ref writer, target);
            writer.WriteByte((byte)header.ForwardCount);
            writer.Commit();
        }

        Frame.End(buffer, start);
        SendTo(origin, null, buffer.Span);
        FrameBuffers.Return(buffer);
    }

    // Clients are connected to gateways alone: their notices travel through the one that took the call.
    private void SendCancel(PendingCall call)
    {
        if (call.Target is not { } target) return;

        var via = LocalAddress.IsClient && _links.Find(target)?.Connection is null
            ? Router?.Route(call.Grain) ?? target
            : target;
        var isDirect = via.Equals(target);
        SendSimple(via, null, new MessageHeader
        {
            Kind = MessageKind.Cancel,

            // A cancellation that came before its call would be for nothing.
            IsOrdered = true,
            CorrelationId = call.Id,
            Origin = isDirect ? null : LocalAddress,
            Target = isDirect ? null : target,
        });
    }

    private void SendSimple(SiloAddress target, Connection? arrivedBy, in MessageHeader header)
    {
        var buffer = FrameBuffers.Rent();
        var start = Frame.Begin(buffer);
        using (var session = _codecs.GetSession())
        {
            var writer = new Writer(buffer, session);
            _headers.Write(ref writer, header);
            writer.Commit();
        }

        Frame.End(buffer, start);
        SendTo(target, arrivedBy, buffer.Span);
        FrameBuffers.Return(buffer);
    }
}

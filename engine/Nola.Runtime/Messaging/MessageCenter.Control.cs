using System.Collections.Concurrent;
using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Messaging;

// Questions and notices of the runtime itself.
internal sealed partial class MessageCenter
{
    private const int NoReply = 0;

    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ControlOperation, ControlHandler> _controlHandlers = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<byte[]>> _questions = new();
    private long _lastQuestion;

    /// <summary>Answers a question of a peer.</summary>
    public delegate ValueTask<byte[]> ControlHandler(SiloAddress peer, byte[] payload);

    /// <summary>The questions whose answers have not arrived.</summary>
    public int QuestionCount => _questions.Count;

    /// <summary>Says who answers an operation.</summary>
    public void Answer(ControlOperation operation, ControlHandler handler) => _controlHandlers[operation] = handler;

    /// <summary>Tells a peer something and waits for nothing.</summary>
    public void Tell(SiloAddress peer, ControlOperation operation, ReadOnlySpan<byte> payload)
    {
        if (!_isStopped) SendControl(peer, null, MessageKind.Control, NoReply, operation, payload);
    }

    /// <summary>Asks a peer.</summary>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public async Task<byte[]> AskAsync(
        SiloAddress peer,
        ControlOperation operation,
        byte[] payload,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastQuestion);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions[id] = answer;
        try
        {
            SendControl(peer, null, MessageKind.Control, id, operation, payload);
            return await answer.Task.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _questions.TryRemove(id, out _);
        }
    }

    /// <summary>
    /// Completes when nothing is on its way any more between this leaving host and its peers. Frames of a connection
    /// keep their order: after the first answers the peers know that this host leaves, and everything they sent has
    /// been taken; after the second they have taken all that this host made of it, outcomes and calls passed on.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < 2; round++)
        {
            await LetGoAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(ConnectedPeers.ToArray().Select(peer => TryDrainAsync(peer, cancellationToken)))
                .ConfigureAwait(false);
        }
    }

    // What is here, under way to its grain or waiting for the lease or a route, would be lost with this host.
    private async Task LetGoAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        while (_time.GetElapsedTime(began) < DrainTimeout)
        {
            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            var held = HeldCount + _parked.Count + (Handler?.UnfinishedCount ?? 0);
            if (held == 0) return;

            await Task.Delay(LeaseRetryPeriod, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TryDrainAsync(SiloAddress peer, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(peer, ControlOperation.Drain, [], DrainTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A peer that is gone or hangs must not keep this host from leaving.
        }
    }

    private void HandleControl(ref Reader reader, in MessageHeader header, SiloAddress peer, Connection? connection)
    {
        var operation = (ControlOperation)ReadByte(ref reader);
        if (!_controlHandlers.TryGetValue(operation, out var handler))
        {
            // Known to the protocol but not to this host: a client is asked what only silos answer, or it starts up.
            if (Enum.IsDefined(operation)) return;

            throw new InvalidMessageFrameException($"There is no control operation {(byte)operation}.");
        }

        _ = AnswerAsync(handler, operation, header.CorrelationId, peer, connection, Rest(ref reader));
    }

    private async Task AnswerAsync(
        ControlHandler handler,
        ControlOperation operation,
        long id,
        SiloAddress peer,
        Connection? connection,
        byte[] payload)
    {
        byte[] answer;
        try
        {
            answer = await handler(peer, payload).ConfigureAwait(false);

            // Somebody may have chosen the peer for a call before it was known to leave, and not have sent it yet.
            if (operation == ControlOperation.Drain) await _gate.WaitAsync(default).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whoever asked sees no answer, which for every operation means the same as a failed one.
            LogControlFailed(_logger, exception, operation, peer);
            return;
        }

        if (id == NoReply || _isStopped) return;

        SendControl(peer, connection, MessageKind.ControlReply, id, operation, answer);
    }

    private void HandleControlReply(ref Reader reader, in MessageHeader header)
    {
        ReadByte(ref reader);
        if (_questions.TryRemove(header.CorrelationId, out var question)) question.TrySetResult(Rest(ref reader));
    }

    private void SendControl(
        SiloAddress peer,
        Connection? arrivedBy,
        MessageKind kind,
        long id,
        ControlOperation operation,
        ReadOnlySpan<byte> payload)
    {
        var buffer = FrameBuffers.Rent();
        var start = Frame.Begin(buffer);
        using (var session = _codecs.GetSession())
        {
            var writer = new Writer(buffer, session);
            _headers.Write(ref writer, new MessageHeader
            {
                Kind = kind,
                CorrelationId = id,
                IsOrdered = operation == ControlOperation.Drain,
            });
            writer.WriteByte((byte)operation);
            writer.WriteBytes(payload);
            writer.Commit();
        }

        Frame.End(buffer, start);
        SendTo(peer, arrivedBy, buffer.Span);
        FrameBuffers.Return(buffer);
    }

    private static byte ReadByte(ref Reader reader)
    {
        try
        {
            return reader.ReadByte();
        }
        catch (SerializerException exception)
        {
            throw new InvalidMessageFrameException("A control message is truncated.", exception);
        }
    }

    private static byte[] Rest(ref Reader reader) => reader.ReadBytes(reader.Remaining).ToArray();

    [Microsoft.Extensions.Logging.LoggerMessage(
        2102, Microsoft.Extensions.Logging.LogLevel.Warning, "{Operation} asked by {Peer} failed")]
    private static partial void LogControlFailed(
        Microsoft.Extensions.Logging.ILogger logger, Exception exception, ControlOperation operation, SiloAddress peer);
}

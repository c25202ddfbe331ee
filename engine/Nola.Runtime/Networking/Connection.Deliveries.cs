using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

// Large payloads: their pieces, and those that are complete and being read by threads of the pool. What takes one of
// them long must not keep the reading thread from the small frames behind it.
internal sealed partial class Connection
{
    /// <summary>Bytes of pieces that the peer does not know to be taken; the reading thread's.</summary>
    private int _taken;

    // Guarded by the lock.
    private readonly List<Delivery> _deliveries = [];
    private Exception? _failure;

    /// <summary>Bytes of the deliveries; written under the lock.</summary>
    private long _deliveringLength;

    /// <summary>Completes when the large payloads that have arrived by now have been taken.</summary>
    private Task WhenDeliveredAsync()
    {
        lock (_lock) return Task.WhenAll(_deliveries.Select(delivery => delivery.Done));
    }

    // Ordered frames come after all that was sent before them; and a peer who sends faster than this host takes has to
    // wait, or what it sent would fill the memory.
    private bool MustWaitForDeliveries(ReadOnlySpan<byte> frame) =>
        Volatile.Read(ref _deliveringLength) is var length and > 0
        && (length > _payloadLengthMax || Frame.IsOrdered(frame));

    private void HandleFragment(ReadOnlySpan<byte> payload)
    {
        if (payload[0] == Fragment.TakenKind)
        {
            Acknowledge(Fragment.ReadTaken(payload));
            return;
        }

        var whole = _assembler.Take(payload, out var length);
        if (whole is not null) Deliver(whole);
        _taken += length;
        if (_taken < Fragment.TakenLength) return;

        using var notice = new ByteBuffer();
        Fragment.AppendTaken(notice, _taken);
        _taken = 0;
        TrySend(notice.Span, mayExceedLimit: true);
    }

    private void Acknowledge(uint length)
    {
        lock (_lock)
        {
            if (!_large.TryAcknowledge(length))
            {
                throw new InvalidMessageFrameException($"{length} bytes of fragments are said to be taken that were not sent.");
            }
        }

        // What may go now goes with what is gathered.
    }

    private void Deliver(LargePayload payload)
    {
        var delivery = new Delivery(this, payload);
        lock (_lock)
        {
            _deliveries.Add(delivery);
            _deliveringLength += payload.Length;
        }

        ThreadPool.UnsafeQueueUserWorkItem(delivery, preferLocal: false);
    }

    private void OnDelivered(Delivery delivery, int length, Exception? failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            _deliveries.Remove(delivery);
            _deliveringLength -= length;
        }

        if (failure is not null) Close();
    }

    private sealed class Delivery(Connection connection, LargePayload payload) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Done => _done.Task;

        public void Execute()
        {
            Exception? failure = null;
            try
            {
                connection._handler.OnFrame(connection, payload.Span);
            }
            catch (Exception exception) // As on the reading thread: it ends this connection and nothing else.
            {
                failure = exception;
            }

            connection.OnDelivered(this, payload.Length, failure);
            payload.Dispose();
            _done.SetResult();
        }
    }
}

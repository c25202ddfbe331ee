namespace Nola.Runtime.Messaging;

/// <summary>
/// Tells when all who were choosing a way for a call have sent it: only then can a host say that it sends nothing more
/// to a peer that leaves. Senders pay two increments; waiting is rare.
/// </summary>
internal sealed class SendGate(TimeProvider time) : IDisposable
{
    private const int Stripes = 8;

    // Longs from one stripe to the next: counters of different processors lie on different cache lines.
    private const int StripeLength = 16;

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(1);

    // Senders count themselves in the current phase; whoever waits begins the other one and lets the old one run out.
    private readonly long[][] _senders = [new long[Stripes * StripeLength], new long[Stripes * StripeLength]];
    private readonly SemaphoreSlim _waiting = new(1);
    private int _phase;

    /// <summary>Begins the choice of a way.</summary>
    public Pass Enter()
    {
        var stripe = (Thread.GetCurrentProcessorId() & (Stripes - 1)) * StripeLength;
        while (true)
        {
            var phase = Volatile.Read(ref _phase);
            ref var senders = ref _senders[phase][stripe];
            Interlocked.Increment(ref senders);
            if (Volatile.Read(ref _phase) == phase) return new Pass(ref senders);

            // Whoever waits may not have seen this sender.
            Interlocked.Decrement(ref senders);
        }
    }

    /// <summary>Waits until everybody has sent who was choosing when this was called.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = _phase;
            Interlocked.Exchange(ref _phase, 1 - before);
            while (HasSenders(_senders[before]))
            {
                await Task.Delay(PollPeriod, time, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _waiting.Release();
        }
    }

    public void Dispose() => _waiting.Dispose();

    private static bool HasSenders(long[] senders)
    {
        for (var i = 0; i < senders.Length; i += StripeLength)
        {
            if (Volatile.Read(ref senders[i]) != 0) return true;
        }

        return false;
    }

    /// <summary>The time in which a sender chooses.</summary>
    public readonly ref struct Pass(ref long senders)
    {
        private readonly ref long _senders = ref senders;

        public void Dispose() => Interlocked.Decrement(ref _senders);
    }
}

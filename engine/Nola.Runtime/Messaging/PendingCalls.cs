using System.Diagnostics;

namespace Nola.Runtime.Messaging;

/// <summary>
/// The calls whose outcomes have not arrived, by correlation id. A call lies in the bucket of its deadline, and its id
/// says which, so that finding overdue calls touches only those that are due and nothing lingers after it ended.
/// </summary>
/// <remarks>An id is a sequence number, the bucket in the low bits and the stripe below it.</remarks>
internal sealed class PendingCalls
{
    private const int StripeBits = 3;
    private const int BucketBits = 8;
    private const int Stripes = 1 << StripeBits;
    private const int Buckets = 1 << BucketBits;

    private const int VisitParts = 4;
    private const int VisitedMax = 256;

    // The last bucket holds calls without a deadline.
    private const int NoDeadline = Buckets - 1;

    public static readonly TimeSpan BucketLength = TimeSpan.FromMilliseconds(250);

    private readonly Stripe[] _stripes = new Stripe[Buckets * Stripes];
    private readonly TimeProvider _time;
    private readonly long _bucketTicks;
    private long _sequence;
    private long _sweptUntil;
    private int _visitedUntil;

    public PendingCalls(TimeProvider time)
    {
        _time = time;
        _bucketTicks = (long)(BucketLength.TotalSeconds * time.TimestampFrequency);
        _sweptUntil = time.GetTimestamp() / _bucketTicks;
        for (var i = 0; i < _stripes.Length; i++) _stripes[i] = new Stripe();
    }

    /// <summary>The number of calls, for metrics and tests.</summary>
    public int Count => _stripes.Sum(stripe => stripe.Count);

    /// <summary>An id for a call that will wait that long, and its deadline.</summary>
    public long Reserve(TimeSpan timeout, out long deadline)
    {
        var stripe = Thread.GetCurrentProcessorId() & (Stripes - 1);
        var bucket = NoDeadline;
        deadline = long.MaxValue;
        if (timeout != Timeout.InfiniteTimeSpan)
        {
            var ticks = Math.Min(timeout.TotalSeconds * _time.TimestampFrequency, long.MaxValue / 4);
            deadline = _time.GetTimestamp() + (long)ticks;
            bucket = BucketOf(deadline);
        }

        var sequence = Interlocked.Increment(ref _sequence);
        return (sequence << (BucketBits + StripeBits)) | ((long)bucket << StripeBits) | (uint)stripe;
    }

    public void Add(long id, PendingCall call)
    {
        var stripe = StripeOf(id);
        lock (stripe) stripe.Add(id, call with { Id = id });
    }

    public bool TryRemove(long id, out PendingCall call)
    {
        var stripe = StripeOf(id);
        lock (stripe) return stripe.Remove(id, out call);
    }

    /// <summary>
    /// Notes that another silo has the call now. Notices come by different connections: one of an earlier hop than is
    /// known is late and says nothing. False where nobody waits for the call.
    /// </summary>
    public bool TryMove(long id, SiloAddress? target, int hops) => TryMove(id, target, hops, out _);

    /// <summary>As above; gives the call as it is then.</summary>
    public bool TryMove(long id, SiloAddress? target, int hops, out PendingCall call)
    {
        var stripe = StripeOf(id);
        lock (stripe)
        {
            if (!stripe.TryGetValue(id, out call))
            {
                return false;
            }

            if (hops >= call.Hops) stripe[id] = call = call with { Target = target, Hops = hops };
            return true;
        }
    }

    /// <summary>Notes that the caller gave up. False where it did before, or nobody waits for the call.</summary>
    public bool TryCancel(long id, out PendingCall call)
    {
        var stripe = StripeOf(id);
        lock (stripe)
        {
            if (!stripe.TryGetValue(id, out call) || call.IsCancelled) return false;

            stripe[id] = call = call with { IsCancelled = true };
            return true;
        }
    }

    public bool IsCancelled(long id)
    {
        var stripe = StripeOf(id);
        lock (stripe) return stripe.TryGetValue(id, out var call) && call.IsCancelled;
    }

    public bool TryFind(long id, out PendingCall call)
    {
        var stripe = StripeOf(id);
        lock (stripe) return stripe.TryGetValue(id, out call);
    }

    /// <summary>
    /// Shows calls that have a deadline and a caller and have waited for longer than the time: of a quarter of the
    /// table, the next one each time, and not more than some hundred.
    /// </summary>
    public void VisitOld(TimeSpan age, Action<PendingCall> visit)
    {
        var latest = _time.GetTimestamp() - (long)(age.TotalSeconds * _time.TimestampFrequency);
        List<PendingCall>? old = null;
        for (var left = _stripes.Length / VisitParts; left > 0; left--)
        {
            _visitedUntil = (_visitedUntil + 1) % _stripes.Length;
            var stripe = _stripes[_visitedUntil];
            lock (stripe)
            {
                if (stripe.Count == 0) continue;

                foreach (var call in stripe.Values)
                {
                    if (call.CallerStamp == 0 || call.Deadline == long.MaxValue) continue;

                    var sentAt = call.Deadline - (long)(call.Timeout.TotalSeconds * _time.TimestampFrequency);
                    if (sentAt <= latest && (old ??= []).Count < VisitedMax) old.Add(call);
                }
            }
        }

        foreach (var call in old ?? []) visit(call);
    }

    /// <summary>Takes the calls that meet a condition; called when silos die and on shutdown.</summary>
    public List<PendingCall> RemoveAll(Func<PendingCall, bool> condition)
    {
        List<PendingCall> removed = [];
        foreach (var stripe in _stripes) RemoveFrom(stripe, condition, removed);
        return removed;
    }

    /// <summary>Takes the calls whose deadline is past.</summary>
    public List<PendingCall> RemoveOverdue()
    {
        List<PendingCall> overdue = [];
        var now = _time.GetTimestamp();
        var current = now / _bucketTicks;

        // A bucket is swept when its time is over; after a long pause all of them are.
        var first = Math.Max(_sweptUntil, current - NoDeadline);
        for (var slot = first; slot < current; slot++)
        {
            var bucket = (int)(slot % NoDeadline);
            for (var i = 0; i < Stripes; i++)
            {
                RemoveFrom(_stripes[(bucket << StripeBits) | i], call => call.Deadline <= now, overdue);
            }
        }

        _sweptUntil = current;
        return overdue;
    }

    private static void RemoveFrom(Stripe stripe, Func<PendingCall, bool> condition, List<PendingCall> removed)
    {
        lock (stripe)
        {
            if (stripe.Count == 0) return;

            List<long>? ids = null;
            foreach (var (id, call) in stripe)
            {
                if (condition(call)) (ids ??= []).Add(id);
            }

            foreach (var id in ids ?? [])
            {
                stripe.Remove(id, out var call);
                removed.Add(call);
            }
        }
    }

    // Deadlines beyond one round of the buckets share one with nearer ones and are passed over until they are due.
    private int BucketOf(long deadline) => (int)(deadline / _bucketTicks % NoDeadline);

    private Stripe StripeOf(long id) => _stripes[id & ((1 << (BucketBits + StripeBits)) - 1)];

    private sealed class Stripe : Dictionary<long, PendingCall>;
}

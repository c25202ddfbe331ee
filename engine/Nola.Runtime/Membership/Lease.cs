namespace Nola.Runtime.Membership;

/// <summary>
/// A silo's right to serve. It is renewed by reading from the membership table that the silo is not dead, and counts
/// from
/// when the read began, by the monotonic clock. Whoever takes over a dead silo's grains waits for as long as a lease
/// can
/// last after the death was written, so the two never serve at once, however slow or paused the dead one was.
/// </summary>
/// <param name="duration">How long a read is good for.</param>
/// <param name="time">The time.</param>
/// <param name="isUnlimited">Whether the first read is good until the lease is revoked: the table is the silo's own, and
/// revokes it before others can read of the silo's death.</param>
internal sealed class Lease(TimeSpan duration, TimeProvider time, bool isUnlimited = false)
{
    // Written by the reader of the table, read by every call.
    private long _end = long.MinValue;
    private volatile bool _isRevoked;

    public TimeSpan Duration => duration;

    public bool IsValid => !_isRevoked && Volatile.Read(ref _end) is var end
        && (end == long.MaxValue || time.GetTimestamp() < end);

    /// <summary>Renews on the word of a read that began at a timestamp.</summary>
    public void Renew(long readBegan)
    {
        var end = isUnlimited ? long.MaxValue : readBegan + (long)(duration.TotalSeconds * time.TimestampFrequency);
        long current;
        do
        {
            current = Volatile.Read(ref _end);
            if (end <= current) return;
        }
        while (Interlocked.CompareExchange(ref _end, end, current) != current);
    }

    /// <summary>Ends the lease for good: the silo is dead.</summary>
    public void Revoke() => _isRevoked = true;
}

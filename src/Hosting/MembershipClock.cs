namespace ShopActors.Hosting;

/// <summary>
/// A clock for Orleans' membership and watchdog whose timestamps are negative for the first hour. The watchdog's first
/// check may run before its reference timestamp is set, while that is still zero. System timestamps count from the
/// start of the machine, so the watchdog would warn that a check "has not completed for" the machine's uptime, and
/// score the silo as unhealthy. With negative timestamps the elapsed time since zero is negative.
/// </summary>
internal sealed class MembershipClock : TimeProvider
{
    private readonly long _zero = System.GetTimestamp() + (3_600 * System.TimestampFrequency);

    public override long GetTimestamp() => System.GetTimestamp() - _zero;
}

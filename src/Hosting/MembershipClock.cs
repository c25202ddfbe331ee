namespace ShopActors.Hosting;

/// <summary>
/// The clock of Orleans' membership and watchdog, whose timestamps are negative for the first hour. The watchdog's
/// first check may run before its reference timestamp is set, when that is still zero. The system's timestamps count
/// from the start of the machine, so it would warn that a check "has not completed for" the machine's uptime, and score
/// the silo as unhealthy. With zero in the future the time since zero is negative.
/// </summary>
internal sealed class MembershipClock : TimeProvider
{
    private readonly long _zero = System.GetTimestamp() + (3_600 * System.TimestampFrequency);

    public override long GetTimestamp() => System.GetTimestamp() - _zero;
}

namespace ShopActors;

internal static class ShopClock
{
    /// <summary>
    /// Now, in whole milliseconds: the precision that is stored, so that an answer given from memory equals the one
    /// given after the journal was read back.
    /// </summary>
    public static DateTimeOffset Now(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}

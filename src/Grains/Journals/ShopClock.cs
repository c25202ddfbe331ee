namespace ShopActors;

internal static class ShopClock
{
    /// <summary>
    /// Returns the time in whole milliseconds, the stored precision, so that an answer from memory equals one given
    /// after the journal was read again.
    /// </summary>
    public static DateTimeOffset Now(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}

namespace ShopActors.Storage;

/// <summary>
/// The change that an append makes to the journal's wake-up: keep it (the default), remove it, or set it to a time. It
/// is part of the append, so an unfinished saga needs no second write to be found again after a crash.
/// </summary>
public readonly record struct WakeUp
{
    private readonly Change _change;
    private readonly DateTimeOffset _at;

    private WakeUp(Change change, DateTimeOffset at) => (_change, _at) = (change, at);

    /// <summary>Leaves the wake-up as it is.</summary>
    public static WakeUp Keep => default;

    /// <summary>Removes the wake-up.</summary>
    public static WakeUp None => new(Change.Remove, default);

    /// <summary>Whether the wake-up stays as it is.</summary>
    public bool IsKeep => _change == Change.Keep;

    /// <summary>The time set; null if the wake-up is kept or removed.</summary>
    public DateTimeOffset? Time => _change == Change.Set ? _at : null;

    /// <summary>
    /// Sets the wake-up. Stored in whole milliseconds, rounded up, so that a journal is never woken early.
    /// </summary>
    public static WakeUp At(DateTimeOffset time)
    {
        var ticks = time.UtcTicks;
        var rest = ticks % TimeSpan.TicksPerMillisecond;
        return new(Change.Set, new(rest == 0 ? ticks : ticks - rest + TimeSpan.TicksPerMillisecond, TimeSpan.Zero));
    }

    /// <summary>Combines two changes: this one, or the earlier one if this one keeps the wake-up.</summary>
    public WakeUp Over(WakeUp earlier) => IsKeep ? earlier : this;

    private enum Change : byte
    {
        Keep,
        Remove,
        Set,
    }
}

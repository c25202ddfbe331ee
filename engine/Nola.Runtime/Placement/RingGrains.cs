namespace Nola.Runtime.Placement;

/// <summary>
/// Whether grains that follow the ring may have been moved away from it. Numbers are part of the wire format.
/// </summary>
internal enum RingGrains : byte
{
    /// <summary>None ever was: they need no directory.</summary>
    Fixed = 0,

    /// <summary>This silo has joined and not heard from any that knows.</summary>
    Unknown = 1,

    /// <summary>Some may have been; for good.</summary>
    Moved = 2,
}

namespace Nola.Runtime.Placement;

/// <summary>What a grain's owner says to a silo that wants to host it. Numbers are part of the wire format.</summary>
internal enum RegisterOutcome : byte
{
    /// <summary>The views of the two differ, or the owner does not know all of its grains yet: ask again.</summary>
    Later = 0,

    /// <summary>The silo hosts the grain.</summary>
    Granted = 1,

    /// <summary>Another silo has it, or what was to be replaced is gone.</summary>
    Refused = 2,
}

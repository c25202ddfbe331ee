namespace Nola.Runtime.Messaging;

/// <summary>Why a message was given up.</summary>
internal enum DeadLetterReason
{
    /// <summary>Its caller does not wait any more.</summary>
    Expired,

    /// <summary>It was passed on too often.</summary>
    ForwardedTooOften,

    /// <summary>The host it is for is dead, gone or not to be reached.</summary>
    Unreachable,

    /// <summary>Too much is waiting already.</summary>
    Shed,

    /// <summary>This host stops.</summary>
    Stopped,

    /// <summary>It came for another host that is not connected.</summary>
    NotRelayed,

    /// <summary>The placement director of its grain failed.</summary>
    NotPlaced,
}

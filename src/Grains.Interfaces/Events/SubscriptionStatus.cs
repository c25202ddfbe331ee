namespace ShopActors;

/// <summary>What a subscription does.</summary>
public enum SubscriptionStatus
{
    /// <summary>It hands events over as they happen.</summary>
    Active = 1,

    /// <summary>An operator has stopped it.</summary>
    Paused = 2,

    /// <summary>The broker does not take events; it is tried again.</summary>
    Failing = 3,
}

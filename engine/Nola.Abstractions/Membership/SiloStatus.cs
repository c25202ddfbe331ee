namespace Orleans.Runtime;

/// <summary>The states of a silo, in the order it goes through them.</summary>
public enum SiloStatus
{
    /// <summary>Unknown.</summary>
    None = 0,

    /// <summary>The silo exists.</summary>
    Created = 1,

    /// <summary>The silo joins the cluster.</summary>
    Joining = 2,

    /// <summary>The silo serves.</summary>
    Active = 3,

    /// <summary>The silo shuts down gracefully.</summary>
    ShuttingDown = 4,

    /// <summary>The silo stops at once.</summary>
    Stopping = 5,

    /// <summary>The silo is dead, for good.</summary>
    Dead = 6,
}

namespace Orleans;

/// <summary>The row of a silo in the membership table.</summary>
[GenerateSerializer]
public sealed class MembershipEntry
{
    /// <summary>The silo.</summary>
    [Id(0)]
    public Runtime.SiloAddress SiloAddress { get; set; } = Runtime.SiloAddress.Zero;

    /// <summary>Its state.</summary>
    [Id(1)]
    public Runtime.SiloStatus Status { get; set; }

    /// <summary>Who voted for its death, and when.</summary>
    [Id(2)]
    public List<Tuple<Runtime.SiloAddress, DateTime>>? SuspectTimes { get; set; }

    /// <summary>Its gateway port; 0 if it is no gateway.</summary>
    [Id(3)]
    public int ProxyPort { get; set; }

    /// <summary>The name of its host.</summary>
    [Id(4)]
    public string HostName { get; set; } = string.Empty;

    /// <summary>Its name.</summary>
    [Id(5)]
    public string SiloName { get; set; } = string.Empty;

    /// <summary>Its role.</summary>
    [Id(6)]
    public string? RoleName { get; set; }

    /// <summary>Its update zone.</summary>
    [Id(7)]
    public int UpdateZone { get; set; }

    /// <summary>Its fault zone.</summary>
    [Id(8)]
    public int FaultZone { get; set; }

    /// <summary>When it started.</summary>
    [Id(9)]
    public DateTime StartTime { get; set; }

    /// <summary>When it last wrote that it is alive.</summary>
    [Id(10)]
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Adds a vote for the silo's death.</summary>
    public void AddSuspector(Runtime.SiloAddress suspectingSilo, DateTime suspectingTime)
    {
        SuspectTimes ??= [];
        SuspectTimes.Add(Tuple.Create(suspectingSilo, suspectingTime));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{SiloAddress}/{SiloName}/{Status}";
}

using System.ComponentModel.DataAnnotations;
using Orleans.Configuration;

namespace ShopActors.Hosting.LoadShedding;

/// <summary>
/// When a silo refuses new work: its gateway then rejects every call of an API process before anything is executed,
/// which the API answers with 503 and <c>Retry-After</c>, and new grains are placed on other silos. Calls between
/// grains pass, so pending orders continue. An embedded shop has no gateway: the API checks its own silo and refuses
/// requests itself.
/// </summary>
/// <remarks>
/// Orleans 10.4 checks at most once a second and compares with "greater than". A silo above a threshold rejects all
/// calls until the next check, so a threshold belongs where the process is about to fail, not where it is merely busy.
/// </remarks>
public sealed class LoadSheddingSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = $"{ClusterSettings.SectionName}:LoadShedding";

    /// <summary>Whether silos shed load.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The share of all processors that the silo's own process must use. Orleans smooths only falling values: one
    /// second above the threshold is enough, which both the start of a silo and a harmless burst can reach.
    /// </summary>
    /// <value>
    /// Default: 100, which no process exceeds, so processor time sheds nothing. <c>Limits:ConcurrentRequestsMax</c> and
    /// the time limits of calls bound the work that waits for a busy silo. To shed by processor time, begin at 99.
    /// </value>
    [Range(1, 100)]
    public int CpuPercent { get; set; } = 100;

    /// <summary>
    /// The share of the garbage collector's memory limit (three quarters of a container's limit) in use after the last
    /// collection. At 80 Orleans already deactivates idle grains.
    /// </summary>
    /// <value>
    /// Default: 90; above it collections take most of the time, and the process is about to run out of memory.
    /// </value>
    [Range(1, 100)]
    public int MemoryPercent { get; set; } = 90;

    internal void Apply(LoadSheddingOptions options)
    {
        options.LoadSheddingEnabled = Enabled;
        options.CpuThreshold = CpuPercent;
        options.MemoryThreshold = MemoryPercent;
    }
}

using System.ComponentModel.DataAnnotations;
using Orleans.Configuration;

namespace ShopActors.Hosting.LoadShedding;

/// <summary>
/// When a silo refuses new work: its gateway then rejects every call of an API process before anything is executed,
/// which answers 503 with <c>Retry-After</c>, and new grains are placed on other silos. Calls between grains pass, so
/// orders under way go on. Embedded there is no gateway: the API asks its own silo and refuses requests itself.
/// </summary>
/// <remarks>
/// Orleans 10.4 looks at most once a second and compares "greater than". A silo that is over a threshold rejects all
/// calls until the next look, so a threshold belongs where the process is about to fail, not where it is merely busy.
/// </remarks>
public sealed class LoadSheddingSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = $"{ClusterSettings.SectionName}:LoadShedding";

    /// <summary>Whether silos shed load.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Share of all processors that the silo's own process must use. Orleans smooths only the way down: one second
    /// above the threshold is enough, which the start of a silo and a burst that is answered in time both reach.
    /// </summary>
    /// <value>
    /// Default: 100, which no process exceeds, so processor time sheds nothing. <c>Limits:ConcurrentRequestsMax</c> and
    /// the time limits of calls bound what waits for a busy silo. To shed by it, begin at 99.
    /// </value>
    [Range(1, 100)]
    public int CpuPercent { get; set; } = 100;

    /// <summary>
    /// Share of the memory that the garbage collector may use (three quarters of a container's limit) which is in use
    /// as of the last collection. At 80 Orleans already removes idle grains.
    /// </summary>
    /// <value>
    /// Default: 90, above which collections take most of the time and the next step is to run out of memory.
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

using System.ComponentModel.DataAnnotations;

namespace ShopActors.Hosting;

/// <summary>The topology of the processes and the identity of the cluster.</summary>
public sealed class ClusterSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Cluster";

    /// <summary>What runs in a process.</summary>
    /// <value>Default: <see cref="ClusterMode.Embedded"/>.</value>
    [EnumDataType(typeof(ClusterMode))]
    public ClusterMode Mode { get; set; } = ClusterMode.Embedded;

    /// <summary>The name of the set of silos that form one cluster.</summary>
    /// <value>Default: shop.</value>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string ClusterId { get; set; } = "shop";

    /// <summary>The name of the application that owns the state, the same across clusters.</summary>
    /// <value>Default: shop.</value>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$")]
    public string ServiceId { get; set; } = "shop";

    /// <summary>
    /// How long a stopping process answers "not ready" but still serves: longer than a load balancer takes to notice.
    /// </summary>
    /// <value>Default: 0.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopDelay { get; set; }
}

/// <summary>What runs in a process.</summary>
public enum ClusterMode
{
    /// <summary>API and silo in one process, with state in local files.</summary>
    Embedded = 0,

    /// <summary>Separate silo and API processes, which find one another through Redis.</summary>
    Cluster = 1,
}

using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>Settings of webhooks.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Whether endpoints may be in private networks, on this machine or without TLS. By default they may not: an
    /// operator's mistake, or a stolen key, could make the shop call its own network.
    /// </summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>How long a receiver may take to answer.</summary>
    /// <value>Default: 15 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many subjects of one endpoint are delivered at a time.</summary>
    /// <value>Default: 8.</value>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 8;
}

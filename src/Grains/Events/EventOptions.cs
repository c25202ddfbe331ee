using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Settings of events for others.</summary>
public sealed class EventOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Events";

    /// <summary>
    /// The <c>source</c> of every event, a URI reference: the shop, for receivers that hear of several.
    /// </summary>
    /// <value>Default: <c>urn:shop</c>.</value>
    [Required, StringLength(256, MinimumLength = 1)]
    public string Source { get; set; } = "urn:shop";

    /// <summary>
    /// How long events stay in the outbox, for replays. Those that an active endpoint has not got stay longer.
    /// </summary>
    /// <value>Default: 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The streams of the cluster.</summary>
    [ValidateObjectMembers]
    public StreamOptions Streams { get; set; } = new();

    /// <summary>Webhooks.</summary>
    [ValidateObjectMembers]
    public WebhookOptions Webhooks { get; set; } = new();
}

using System.ComponentModel.DataAnnotations;

namespace ShopActors;

/// <summary>Settings of audits.</summary>
public sealed class AuditOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Audit";

    /// <summary>How often the shop is audited by itself; 0 for on demand only.</summary>
    /// <value>Default: 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);
}

namespace ShopActors.Client;

/// <summary>An audit that was run, or is to run.</summary>
public sealed record AuditRun : ShopResource
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The status.</summary>
    public required AuditStatus Status { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The operator who asked for it; null for the schedule.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When it ended; null while it is running.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it is; null unless it is reading the journals.</summary>
    public AuditProgress? Progress { get; init; }

    /// <summary>What it found; null unless it is completed.</summary>
    public AuditSummary? Summary { get; init; }
}

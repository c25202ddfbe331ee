using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>An audit that was run, or is to run.</summary>
[GenerateSerializer, Immutable, Alias("shop.audit-snapshot")]
public sealed record AuditSnapshot
{
    /// <summary>The id.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>Its number in the shop's history, from 1.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>The status.</summary>
    [Id(2)]
    public required AuditStatus Status { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(3)]
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The operator who asked for it; null for the schedule.</summary>
    [Id(4)]
    public PrincipalId? RequestedBy { get; init; }

    /// <summary>When it ended; null while it is running.</summary>
    [Id(5)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it found; null unless it is completed.</summary>
    [Id(6)]
    public AuditSummary? Summary { get; init; }

    /// <summary>How far it is; null unless it is reading. Known to the activation that runs it alone.</summary>
    [Id(7), JsonIgnore]
    public AuditProgress? Progress { get; init; }
}

using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of the shop's audits; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(AuditRequested), "requested")]
[JsonDerivedType(typeof(AuditEnded), "ended")]
[JsonDerivedType(typeof(AuditKept), "kept")]
internal abstract record AuditHistoryEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>An audit is to run.</summary>
/// <param name="Run">Its id.</param>
/// <param name="By">The operator; null for the schedule.</param>
internal sealed record AuditRequested(OperationId Run, PrincipalId? By = null) : AuditHistoryEvent;

/// <summary>An audit that was to run has ended.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Summary">What it found; null if the journals could not be read.</param>
internal sealed record AuditEnded(OperationId Run, AuditSummary? Summary = null) : AuditHistoryEvent;

/// <summary>An operator waited for an audit, which has ended.</summary>
/// <param name="Run">Its id.</param>
/// <param name="By">The operator.</param>
/// <param name="Summary">What it found.</param>
internal sealed record AuditKept(OperationId Run, PrincipalId By, AuditSummary Summary) : AuditHistoryEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(AuditHistoryEvent))]
[JsonSerializable(typeof(AuditHistoryState))]
internal sealed partial class AuditHistoryJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of reconciliations; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ReconciliationRequested), "requested")]
[JsonDerivedType(typeof(ReconciliationEnded), "ended")]
internal abstract record ReconciliationEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A reconciliation is to run.</summary>
/// <param name="Run">Its id.</param>
/// <param name="By">The operator; null for the schedule.</param>
internal sealed record ReconciliationRequested(OperationId Run, PrincipalId? By = null) : ReconciliationEvent;

/// <summary>A reconciliation has ended.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Report">What it found; null if the provider's records could not be read.</param>
internal sealed record ReconciliationEnded(OperationId Run, ReconciliationReport? Report = null) : ReconciliationEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(ReconciliationEvent))]
[JsonSerializable(typeof(ReconciliationState))]
internal sealed partial class ReconciliationJson : JsonSerializerContext;

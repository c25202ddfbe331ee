using System.Text.Json.Serialization;

namespace ShopActors.PaymentSimulator;

/// <summary>The operations of the provider. The numbers are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationKind>))]
internal enum OperationKind
{
    [JsonStringEnumMemberName("authorise")]
    Authorise = 0,

    [JsonStringEnumMemberName("capture")]
    Capture = 1,

    [JsonStringEnumMemberName("void")]
    Void = 2,

    [JsonStringEnumMemberName("refund")]
    Refund = 3,
}

/// <summary>The outcome of an operation. The numbers are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperationOutcome>))]
internal enum OperationOutcome
{
    [JsonStringEnumMemberName("succeeded")]
    Succeeded = 0,

    [JsonStringEnumMemberName("declined")]
    Declined = 1,

    [JsonStringEnumMemberName("refused")]
    Refused = 2,

    /// <summary>Not final: the payer has to confirm it.</summary>
    [JsonStringEnumMemberName("action_required")]
    ActionRequired = 3,

    /// <summary>Not final: it takes a while.</summary>
    [JsonStringEnumMemberName("processing")]
    Processing = 4,
}

/// <summary>A request to the provider, identified by its key.</summary>
internal sealed record Operation(
    OperationKind Kind, string Key, string Payment, string Order, long Amount, string Currency, string? Token = null,
    string? ReturnUrl = null);

/// <summary>One entry in the provider's books: a request and its outcome, the n-th of its payment.</summary>
internal sealed record LogEntry(
    long Sequence,
    DateTimeOffset At,
    OperationKind Kind,
    string Key,
    string Payment,
    string Order,
    long Amount,
    string Currency,
    string? Token,
    OperationOutcome Outcome,
    string? Code,
    string Reference)
{
    /// <summary>Where the payer confirms it, while that is required.</summary>
    public string? ActionUrl { get; init; }
}

/// <summary>The provider's record of one payment.</summary>
internal sealed record Charge(
    string Payment,
    string Order,
    string Currency,
    string? Token,
    long Authorised = 0,
    long Captured = 0,
    long Refunded = 0,
    int Captures = 0,
    bool Voided = false);

/// <summary>A notice that an operation has ended.</summary>
internal sealed record WebhookEvent(
    string Id, string Type, string Payment, string Order, string Key, long Amount, string Currency, DateTimeOffset At);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LogEntry))]
[JsonSerializable(typeof(Operation))]
[JsonSerializable(typeof(WebhookEvent))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(ChargePage))]
[JsonSerializable(typeof(Confirmation))]
[JsonSerializable(typeof(SimulatorProblem))]
internal sealed partial class SimulatorJson : JsonSerializerContext;

/// <summary>The operations of one page of payments.</summary>
internal sealed record LogPage(IReadOnlyList<LogEntry> Items, string? NextAfter);

/// <summary>One page of payments.</summary>
internal sealed record ChargePage(IReadOnlyList<Charge> Items, string? NextAfter);

/// <summary>What the payer decided.</summary>
internal sealed record Confirmation(bool Approve);

/// <summary>Why a request was not understood.</summary>
internal sealed record SimulatorProblem(string Code);

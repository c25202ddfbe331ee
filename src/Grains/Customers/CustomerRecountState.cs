using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The latest recount of all customers' totals.</summary>
internal sealed record CustomerRecountState : IRunState<CustomerRecountState, CustomerRecountEvent>
{
    public static JournalCodec<CustomerRecountState, CustomerRecountEvent> Codec { get; } =
        new(CustomerRecountJson.Default.CustomerRecountState, CustomerRecountJson.Default.CustomerRecountEvent);

    /// <summary>The command that asked for it; null before the first.</summary>
    public OperationId? Operation { get; init; }

    public RecountSnapshot Latest { get; init; } = new() { Status = RecountStatus.Never };

    public OperationId? Open => Latest.Status == RecountStatus.Running ? Operation : null;

    public static CustomerRecountState Begin(string key) => new();

    public CustomerRecountState Apply(CustomerRecountEvent e) => e switch
    {
        RecountRequested requested => new()
        {
            Operation = requested.Operation,
            Latest = new() { Status = RecountStatus.Running, RequestedAt = e.At, RequestedBy = requested.By },
        },
        RecountEnded ended => this with
        {
            Latest = Latest with { Status = RecountStatus.Completed, EndedAt = e.At, Customers = ended.Customers },
        },
        _ => throw new InvalidOperationException($"Unknown event of recounts {e.GetType().Name}."),
    };
}

/// <summary>The events of recounts; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(RecountRequested), "requested")]
[JsonDerivedType(typeof(RecountEnded), "ended")]
internal abstract record CustomerRecountEvent
{
    public required DateTimeOffset At { get; init; }
}

/// <summary>All customers' totals are to be counted anew.</summary>
internal sealed record RecountRequested(OperationId Operation, PrincipalId By) : CustomerRecountEvent;

/// <summary>The totals of so many customers were counted.</summary>
internal sealed record RecountEnded(long Customers) : CustomerRecountEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(CustomerRecountEvent))]
[JsonSerializable(typeof(CustomerRecountState))]
internal sealed partial class CustomerRecountJson : JsonSerializerContext;

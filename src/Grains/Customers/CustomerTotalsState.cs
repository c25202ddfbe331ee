using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>What a customer has bought.</summary>
internal sealed record CustomerTotalsState : IJournalState<CustomerTotalsState, CustomerTotalsEvent>
{
    public static JournalCodec<CustomerTotalsState, CustomerTotalsEvent> Codec { get; } =
        new(CustomerTotalsJson.Default.CustomerTotalsState, CustomerTotalsJson.Default.CustomerTotalsEvent);

    public OrderCount Count { get; init; } = OrderCount.None;

    public bool IsErased { get; init; }

    public static CustomerTotalsState Begin(string key) => new();

    public CustomerTotalsState Apply(CustomerTotalsEvent e) => e switch
    {
        OrdersCounted counted => this with { Count = counted.Count },
        TotalsErased => new() { IsErased = true },
        _ => throw new InvalidOperationException($"Unknown event of a customer's totals {e.GetType().Name}."),
    };
}

/// <summary>The events of a customer's totals; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(OrdersCounted), "counted")]
[JsonDerivedType(typeof(TotalsErased), "erased")]
internal abstract record CustomerTotalsEvent
{
    public required DateTimeOffset At { get; init; }
}

internal sealed record OrdersCounted(OrderCount Count) : CustomerTotalsEvent;

internal sealed record TotalsErased : CustomerTotalsEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(CustomerTotalsEvent))]
[JsonSerializable(typeof(CustomerTotalsState))]
internal sealed partial class CustomerTotalsJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A principal's key.</summary>
internal sealed record PersonalKeyState : IJournalState<PersonalKeyState, PersonalKeyEvent>
{
    public static JournalCodec<PersonalKeyState, PersonalKeyEvent> Codec { get; } =
        new(PersonalKeyJson.Default.PersonalKeyState, PersonalKeyJson.Default.PersonalKeyEvent);

    /// <summary>The key in base 64; null before it is made, and once it is destroyed.</summary>
    public string? Key { get; init; }

    public bool IsErased { get; init; }

    /// <summary>The guests whose orders are this principal's now.</summary>
    public ImmutableArray<PrincipalId> Adopted { get => field.IsDefault ? [] : field; init; } = [];

    public static PersonalKeyState Begin(string key) => new();

    public PersonalKeyState Apply(PersonalKeyEvent e) => e switch
    {
        PersonalKeyMade made => this with { Key = made.Key },
        PersonalKeyAdopted adopted => this with { Adopted = Adopted.Add(adopted.Guest) },
        PersonalKeyErased => new() { IsErased = true },
        _ => throw new InvalidOperationException($"Unknown event {e.GetType().Name}."),
    };

    public Result<PersonalKey> Read() => Key is { } key
        ? new PersonalKey([.. Convert.FromBase64String(key)])
        : ShopError.Never(ErrorCode.PersonalDataErased, "The buyer's personal data were erased.");

    // Leaves the key out.
    public override string ToString() => nameof(PersonalKeyState);
}

/// <summary>The events of a key; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(PersonalKeyMade), "made")]
[JsonDerivedType(typeof(PersonalKeyAdopted), "adopted")]
[JsonDerivedType(typeof(PersonalKeyErased), "erased")]
internal abstract record PersonalKeyEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed record PersonalKeyMade(string Key) : PersonalKeyEvent
{
    // Leaves the key out.
    public override string ToString() => nameof(PersonalKeyMade);
}

internal sealed record PersonalKeyAdopted(PrincipalId Guest) : PersonalKeyEvent;

internal sealed record PersonalKeyErased : PersonalKeyEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(PersonalKeyEvent))]
[JsonSerializable(typeof(PersonalKeyState))]
[JsonSerializable(typeof(BuyerDetails))]
internal sealed partial class PersonalKeyJson : JsonSerializerContext;

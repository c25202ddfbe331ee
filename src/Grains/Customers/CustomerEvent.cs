using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of a customer; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ProfileChanging), "changing")]
[JsonDerivedType(typeof(ProfileChanged), "changed")]
[JsonDerivedType(typeof(ProfileRefused), "refused")]
[JsonDerivedType(typeof(EmailReleased), "email-released")]
[JsonDerivedType(typeof(TokenAdded), "token-added")]
[JsonDerivedType(typeof(TokenRevoked), "token-revoked")]
[JsonDerivedType(typeof(CustomerDeleted), "deleted")]
internal abstract record CustomerEvent
{
    public required DateTimeOffset At { get; init; }
}

/// <summary>The intent to change the profile, recorded before the e-mail address is claimed.</summary>
internal sealed record ProfileChanging(OperationId Operation, CustomerProfile Profile, TokenHash? Token = null)
    : CustomerEvent;

/// <summary>Replaces the profile.</summary>
internal sealed record ProfileChanged(OperationId Operation, CustomerProfile Profile) : CustomerEvent;

/// <summary>The change was refused, because another customer has the e-mail address.</summary>
internal sealed record ProfileRefused(OperationId Operation) : CustomerEvent;

/// <summary>An address that is no longer used was released.</summary>
internal sealed record EmailReleased(string ClaimKey) : CustomerEvent;

internal sealed record TokenAdded(TokenHash Token) : CustomerEvent;

internal sealed record TokenRevoked(TokenHash Token) : CustomerEvent;

internal sealed record CustomerDeleted : CustomerEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(EmailClaimEvent))]
[JsonSerializable(typeof(EmailClaimState))]
internal sealed partial class CustomerJson : JsonSerializerContext;

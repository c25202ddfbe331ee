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
[JsonDerivedType(typeof(SessionRefreshed), "session-refreshed")]
[JsonDerivedType(typeof(SessionUsed), "session-used")]
[JsonDerivedType(typeof(PasswordSet), "password-set")]
[JsonDerivedType(typeof(MessageRequested), "message-requested")]
[JsonDerivedType(typeof(MessageTokenIssued), "message-token-issued")]
[JsonDerivedType(typeof(MessageSent), "message-sent")]
[JsonDerivedType(typeof(MessageFailed), "message-failed")]
[JsonDerivedType(typeof(AddressVerified), "email-verified")]
[JsonDerivedType(typeof(IdentityLinking), "identity-linking")]
[JsonDerivedType(typeof(IdentityLinked), "identity-linked")]
[JsonDerivedType(typeof(IdentityRefused), "identity-refused")]
[JsonDerivedType(typeof(IdentityUnlinked), "identity-unlinked")]
[JsonDerivedType(typeof(IdentityReleased), "identity-released")]
[JsonDerivedType(typeof(CustomerDeleted), "deleted")]
internal abstract record CustomerEvent
{
    public required DateTimeOffset At { get; init; }
}

/// <summary>
/// The intent to change the profile, recorded before the e-mail address is claimed. A registration has a session and,
/// unless the customer has none, a password; the first sign-in with an identity has the identity.
/// </summary>
internal sealed record ProfileChanging(
    OperationId Operation,
    SealedProfile Profile,
    TokenHash? Token = null,
    SessionDetails? Session = null,
    PasswordHash? Password = null,
    IdentityLink? Identity = null) : CustomerEvent;

/// <summary>Replaces the profile.</summary>
internal sealed record ProfileChanged(OperationId Operation, SealedProfile Profile) : CustomerEvent;

/// <summary>The change was refused, because another customer has the e-mail address.</summary>
internal sealed record ProfileRefused(OperationId Operation) : CustomerEvent;

/// <summary>An address that is no longer used was released.</summary>
internal sealed record EmailReleased(string ClaimKey) : CustomerEvent;

/// <summary>A session begins with this access token.</summary>
internal sealed record TokenAdded(TokenHash Token, SessionDetails? Session = null) : CustomerEvent;

/// <summary>The session with this access token ends.</summary>
internal sealed record TokenRevoked(TokenHash Token) : CustomerEvent;

/// <summary>A session gets new tokens.</summary>
internal sealed record SessionRefreshed(
    SessionId Session, TokenHash Access, TokenHash Refresh, OperationId? Operation) : CustomerEvent;

/// <summary>A session was used; noted once an hour.</summary>
internal sealed record SessionUsed(SessionId Session) : CustomerEvent;

/// <summary>The password, or its hash at another cost, is set.</summary>
/// <param name="Password">The hash.</param>
/// <param name="Operation">The customer's command; null if only the cost changes.</param>
internal sealed record PasswordSet(PasswordHash Password, OperationId? Operation = null) : CustomerEvent;

/// <summary>The intent to send a message.</summary>
internal sealed record MessageRequested(OperationId Operation, MessageKind Kind, string Id) : CustomerEvent;

/// <summary>The token that the next attempt to send a message carries.</summary>
internal sealed record MessageTokenIssued(string Id, TokenHash Token) : CustomerEvent;

internal sealed record MessageSent(string Id) : CustomerEvent;

/// <summary>An attempt failed.</summary>
/// <param name="Id">The message.</param>
/// <param name="NextAt">When to try again; null if it is given up.</param>
internal sealed record MessageFailed(string Id, DateTimeOffset? NextAt) : CustomerEvent;

/// <summary>The present e-mail address is the customer's.</summary>
internal sealed record AddressVerified : CustomerEvent;

/// <summary>The intent to link an identity, recorded before it is claimed; a sign-in has a session.</summary>
internal sealed record IdentityLinking(
    IdentityLink Link, TokenHash? Token = null, SessionDetails? Session = null) : CustomerEvent;

/// <summary>The customer can sign in with the identity.</summary>
internal sealed record IdentityLinked(IdentityId Identity, string Issuer) : CustomerEvent;

/// <summary>The identity was not linked, because another customer has it.</summary>
internal sealed record IdentityRefused : CustomerEvent;

/// <summary>The customer can no longer sign in with the identity.</summary>
internal sealed record IdentityUnlinked(IdentityId Identity) : CustomerEvent;

/// <summary>An identity that is no longer used was released.</summary>
internal sealed record IdentityReleased(IdentityId Identity) : CustomerEvent;

internal sealed record CustomerDeleted : CustomerEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(CustomerEvent))]
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(CustomerProfile))]
[JsonSerializable(typeof(ClaimEvent))]
[JsonSerializable(typeof(ClaimState))]
internal sealed partial class CustomerJson : JsonSerializerContext;

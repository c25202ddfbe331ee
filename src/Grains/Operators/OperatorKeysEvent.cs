using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of operators' keys; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(OperatorKeyMade), "made")]
[JsonDerivedType(typeof(OperatorKeyDeleted), "deleted")]
internal abstract record OperatorKeysEvent
{
    public required DateTimeOffset At { get; init; }
}

internal sealed record OperatorKeyMade(NewOperatorKey Key, PrincipalId By) : OperatorKeysEvent;

internal sealed record OperatorKeyDeleted(OperatorKeyId Key) : OperatorKeysEvent;

using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The operators' keys.</summary>
internal sealed record OperatorKeysState : IJournalState<OperatorKeysState, OperatorKeysEvent>
{
    public static JournalCodec<OperatorKeysState, OperatorKeysEvent> Codec { get; } =
        new(OperatorJson.Default.OperatorKeysState, OperatorJson.Default.OperatorKeysEvent);

    /// <summary>Oldest first.</summary>
    public ImmutableArray<OperatorKey> Keys { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The latest keys that were deleted, oldest first: a repeated command does not make them again.</summary>
    public ImmutableArray<OperatorKeyId> Deleted { get => field.IsDefault ? [] : field; init; } = [];

    public static OperatorKeysState Begin(string key) => new();

    public OperatorKey? Find(OperatorKeyId id) => Keys.FirstOrDefault(key => key.Key.Id == id);

    public OperatorKeysState Apply(OperatorKeysEvent e) => e switch
    {
        OperatorKeyMade made => this with { Keys = Keys.Add(new(made.Key, made.At, made.By)) },
        OperatorKeyDeleted deleted => this with
        {
            Keys = Keys.RemoveAll(key => key.Key.Id == deleted.Key),
            Deleted = Deleted.Length >= OperatorLimits.KeysMax
                ? Deleted.RemoveAt(0).Add(deleted.Key)
                : Deleted.Add(deleted.Key),
        },
        _ => throw new InvalidOperationException($"Unknown event of operators' keys {e.GetType().Name}."),
    };
}

/// <summary>A key.</summary>
internal sealed record OperatorKey(NewOperatorKey Key, DateTimeOffset CreatedAt, PrincipalId CreatedBy)
{
    public OperatorKeySnapshot ToSnapshot() => new()
    {
        Id = Key.Id,
        Name = Key.Name,
        Scopes = Key.Scopes,
        CreatedAt = CreatedAt,
        CreatedBy = CreatedBy,
        ExpiresAt = Key.ExpiresAt,
    };
}

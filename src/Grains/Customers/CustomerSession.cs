using System.Text;

namespace ShopActors;

/// <summary>A session: the hashes of the tokens that are accepted, and what the customer is shown of it.</summary>
/// <param name="Hash">The access token.</param>
/// <param name="AddedAt">When the present tokens were issued.</param>
internal sealed record CustomerSession(TokenHash Hash, DateTimeOffset AddedAt)
{
    /// <summary>Null for a token that was stored before there were sessions.</summary>
    public SessionId? Id { get; init; }

    /// <summary>The refresh token; null for a token that was stored before there were sessions.</summary>
    public TokenHash? Refresh { get; init; }

    /// <summary>When the session began; null until its tokens are replaced.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    /// <summary>When a request was last noted; null before the first hour is over.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The program that began it, encrypted with the customer's key; null if it named none.</summary>
    public string? SealedAgent { get; init; }

    /// <summary>The program in clear text, of a session that was stored before programs were encrypted.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The tokens before these; null for the first ones.</summary>
    public EarlierTokens? Earlier { get; init; }

    public SessionId Key => Id ?? SessionId.For(Hash);

    public DateTimeOffset CreatedAt => BegunAt ?? AddedAt;

    public DateTimeOffset LastUsedAt => UsedAt is { } used && used > AddedAt ? used : AddedAt;

    public DateTimeOffset AccessEndsAt => AddedAt + SessionRules.AccessLifetime;

    /// <summary>When nothing of the session is accepted any more.</summary>
    public DateTimeOffset EndsAt => Refresh is null ? AccessEndsAt : AddedAt + SessionRules.RefreshLifetime;

    public SessionSnapshot ToSnapshot(TokenHash? current, PersonalKey key) => new()
    {
        Id = Key,
        CreatedAt = CreatedAt,
        LastUsedAt = SessionRules.ToHour(LastUsedAt),
        UserAgent = SealedAgent is { } text ? Encoding.UTF8.GetString(key.Open(text)) : UserAgent,
        IsCurrent = Hash == current || Earlier?.Access == current,
    };
}

/// <summary>Tokens that were replaced.</summary>
/// <param name="Access">The access token.</param>
/// <param name="Refresh">The refresh token.</param>
/// <param name="Operation">The command that replaced them; null if it had no idempotency key.</param>
internal sealed record EarlierTokens(TokenHash Access, TokenHash Refresh, OperationId? Operation);

/// <summary>What a session has beside its access token when it begins.</summary>
/// <param name="Id">The session.</param>
/// <param name="Refresh">The refresh token.</param>
/// <param name="UserAgent">In clear text; only in what was stored before programs were encrypted.</param>
/// <param name="SealedAgent">The program that began it, encrypted with the customer's key.</param>
internal sealed record SessionDetails(
    SessionId Id, TokenHash Refresh, string? UserAgent = null, string? SealedAgent = null)
{
    public static SessionDetails Of(NewSession session, PersonalKey key) => new(session.Id, session.Refresh)
    {
        SealedAgent = SessionRules.ToStored(session.UserAgent) is { } agent
            ? key.Seal(Encoding.UTF8.GetBytes(agent))
            : null,
    };
}

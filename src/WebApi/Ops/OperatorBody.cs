using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ShopActors.WebApi.Ops;

/// <summary>A key to make.</summary>
/// <param name="Name">Who or what uses it.</param>
/// <param name="Scopes">Scopes that it has beside those of the role.</param>
/// <param name="Role">A named set of scopes.</param>
/// <param name="ExpiresAt">Until when it is accepted; absent for as long as it exists.</param>
/// <example>{ "name": "Grace, support", "role": "support" }</example>
internal sealed record OperatorKeyRequest(
    [StringLength(OperatorLimits.NameMax, MinimumLength = 1)] string Name,
    IReadOnlyList<string>? Scopes = null,
    [NameOf<OperatorRole>] string? Role = null,
    DateTimeOffset? ExpiresAt = null)
{
    /// <summary>The scopes of the role and those named; null if there is no such role.</summary>
    public ImmutableArray<string>? ToScopes()
    {
        ImmutableArray<string> named = [.. Scopes ?? []];
        if (Role is null) return named;
        foreach (var role in Enum.GetValues<OperatorRole>())
        {
            if (PublicName.Of(role) == Role) return named.AddRange(OperatorRoles.ScopesOf(role));
        }

        return null;
    }
}

/// <summary>An operator's key.</summary>
/// <param name="Id">The key's id, under which the log has what is done with it.</param>
/// <param name="Name">Who or what uses it.</param>
/// <param name="Scopes">The scopes that it has.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">The operator who made it: a key's id, or `ops` for the configured token.</param>
/// <param name="ExpiresAt">Until when it is accepted.</param>
/// <param name="Key">The bearer token: only in the answer that makes the key.</param>
internal sealed record OperatorKeyBody(
    [TextOf<OperatorKeyId>] string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    [StringLength(PrincipalId.LengthMax)] string CreatedBy,
    DateTimeOffset? ExpiresAt,
    [StringLength(OperatorKey.TextLength)] string? Key = null)
{
    public static OperatorKeyBody Of(OperatorKeySnapshot key) =>
        new(key.Id.Value, key.Name, key.Scopes, key.CreatedAt, key.CreatedBy.Value, key.ExpiresAt);

    // Leaves the key out.
    public override string ToString() => nameof(OperatorKeyBody);
}

/// <summary>The operators' keys.</summary>
/// <param name="Items">The keys, latest first.</param>
internal sealed record OperatorKeyListBody(IReadOnlyList<OperatorKeyBody> Items);

/// <summary>A page of the log of operators.</summary>
/// <param name="Items">The entries, latest first.</param>
/// <param name="NextCursor">The cursor of the next page; absent at the end.</param>
internal sealed record OperatorLogPageBody(
    IReadOnlyList<OperatorLogEntryBody> Items, [StringLength(PageCursor.LengthMax)] string? NextCursor)
{
    public static OperatorLogPageBody Of(OperatorLogPage page) => new(
        [.. page.Entries.Select(OperatorLogEntryBody.Of)],
        PageCursor.Encode(page.Next?.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>An entry of the log of operators.</summary>
/// <param name="Sequence">The entry's number, from 1 without gaps.</param>
/// <param name="At">When it was written.</param>
/// <param name="Request">The request, which has an entry before it is executed and one after.</param>
/// <param name="Operator">
/// The operator: a key's id, the id of an OpenID provider's identity, or `ops` for the configured token.
/// </param>
/// <param name="Name">The name of the operator's key, or the identity's subject and issuer.</param>
/// <param name="Operation">The operation's name in this description.</param>
/// <param name="Target">The method and the path.</param>
/// <param name="Status">The status of the answer; absent before the request is executed.</param>
/// <param name="Hash">The SHA-256 of the hash of the entry before and of this entry, in hexadecimal.</param>
internal sealed record OperatorLogEntryBody(
    long Sequence,
    DateTimeOffset At,
    [StringLength(OperationId.LengthMax)] string Request,
    [StringLength(PrincipalId.LengthMax)] string Operator,
    string Name,
    string Operation,
    string Target,
    int? Status,
    string Hash)
{
    public static OperatorLogEntryBody Of(OperatorLogEntry entry) => new(
        entry.Sequence, entry.At, entry.Action.Request.Value, entry.Action.Operator.Value, entry.Action.Name,
        entry.Action.Operation, entry.Action.Target, entry.Action.Status, entry.Hash);
}

using System.Diagnostics.CodeAnalysis;

namespace ShopActors.WebApi.Security;

/// <summary>
/// A token that gets a session new tokens, once. It names its customer and session, and ends in a keyed check like an
/// <see cref="AccessToken"/>: one that fails it was never issued, and one that passes but is not the session's present
/// one was used before.
/// </summary>
internal sealed class RefreshToken
{
    private const string Prefix = "sa_ref_";
    private const int IdLength = 26;
    private const int SecretLength = 52;
    private const int CheckLength = 13;
    private const int SessionAt = 7 + IdLength + 1;
    private const int BodyLength = SessionAt + IdLength + 1 + SecretLength;

    /// <summary>The length of a token's text.</summary>
    public const int TextLength = BodyLength + 1 + CheckLength;

    private readonly string _text;

    private RefreshToken(string text, CustomerId customer, SessionId session) =>
        (_text, Customer, Session, Hash) = (text, customer, session, TokenHash.Of(text));

    public CustomerId Customer { get; }

    public SessionId Session { get; }

    /// <summary>The hash that the shop stores.</summary>
    public TokenHash Hash { get; }

    public static RefreshToken Create(
        CustomerId customer, SessionId session, ReadOnlySpan<byte> secret, IdSeal seal)
    {
        var prefix = $"{Prefix}{customer.Value["cus_".Length..]}_{session.Value["ses_".Length..]}_";
        var body = IdText.Encode(prefix, secret);
        return new($"{body}_{seal.CheckOfToken(body)}", customer, session);
    }

    /// <summary>Parses a token; false if this shop cannot have issued the text.</summary>
    public static bool TryParse(string? text, IdSeal seal, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        if (text?.Length != TextLength || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (text[SessionAt - 1] != '_' || text[BodyLength] != '_' || text[SessionAt + IdLength] != '_') return false;
        var body = text.AsSpan(0, BodyLength);
        if (!CustomerId.TryParse($"cus_{body.Slice(Prefix.Length, IdLength)}", out var customer)) return false;
        if (!SessionId.TryParse($"ses_{body.Slice(SessionAt, IdLength)}", out var session)) return false;
        if (body.ContainsAnyExceptInRange('0', 'z')) return false;
        if (!IdSeal.Matches(text.AsSpan(BodyLength + 1), seal.CheckOfToken(body))) return false;

        token = new(text, customer, session);
        return true;
    }

    /// <summary>The token's text, for the single answer that issues it. Nothing else exposes it.</summary>
    public string Reveal() => _text;

    /// <summary>Never the token itself, so that a log line cannot leak it.</summary>
    public override string ToString() => $"refresh token of {Session}";
}

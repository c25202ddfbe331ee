using System.Diagnostics.CodeAnalysis;

namespace ShopActors.WebApi.Security;

/// <summary>
/// An operator's key: its id, 256 bits, and a keyed check like that of an <see cref="AccessToken"/>, so that one which
/// this shop did not issue is refused before any grain is called.
/// </summary>
internal sealed class OperatorKey
{
    private const string Prefix = "sa_ops_";
    private const int IdLength = 26;
    private const int SecretLength = 52;
    private const int CheckLength = 13;
    private const int BodyLength = 7 + IdLength + 1 + SecretLength;

    /// <summary>The length of a key's text.</summary>
    public const int TextLength = BodyLength + 1 + CheckLength;

    private readonly string _text;

    private OperatorKey(string text, OperatorKeyId id) => (_text, Id, Hash) = (text, id, TokenHash.Of(text));

    public OperatorKeyId Id { get; }

    /// <summary>The hash that the shop stores.</summary>
    public TokenHash Hash { get; }

    public static OperatorKey Create(OperatorKeyId id, ReadOnlySpan<byte> secret, IdSeal seal)
    {
        var body = IdText.Encode($"{Prefix}{id.Value["opk_".Length..]}_", secret);
        return new($"{body}_{seal.CheckOfToken(body)}", id);
    }

    /// <summary>Parses a key; false if this shop cannot have issued the text.</summary>
    public static bool TryParse(string text, IdSeal seal, [NotNullWhen(true)] out OperatorKey? key)
    {
        key = null;
        if (text.Length != TextLength || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (text[BodyLength] != '_' || text.AsSpan().ContainsAnyExceptInRange('0', 'z')) return false;
        var body = text.AsSpan(0, BodyLength);
        if (!OperatorKeyId.TryParse($"opk_{body.Slice(Prefix.Length, IdLength)}", out var id)) return false;
        if (!IdSeal.Matches(text.AsSpan(BodyLength + 1), seal.CheckOfToken(body))) return false;

        key = new(text, id);
        return true;
    }

    /// <summary>The key's text, for the single answer that issues it. Nothing else exposes it.</summary>
    public string Reveal() => _text;

    /// <summary>Never the key itself, so that a log line cannot leak it.</summary>
    public override string ToString() => Id.ToString();
}

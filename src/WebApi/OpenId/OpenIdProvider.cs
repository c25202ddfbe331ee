using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ShopActors.WebApi.OpenId;

/// <summary>
/// One provider: checks a token's signature by the published keys, and its issuer, audience and time. What is refused
/// before anything is computed: other algorithms than RSA and elliptic curves with a public key.
/// </summary>
internal sealed partial class OpenIdProvider(
    OpenIdProviderOptions options, OpenIdKeys keys, TimeProvider time, ILogger<OpenIdProvider> logger)
{
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new()
    {
        MaximumTokenSizeInBytes = OpenIdLimits.TokenMax,
        MapInboundClaims = false,
    };

    public string Issuer => options.ExpectedIssuer;

    /// <summary>Reads a text, without checking who has signed it; null if it is no signed token.</summary>
    public static JsonWebToken? Read(string text)
    {
        if (text.Length > OpenIdLimits.TokenMax || text.Count('.') != 2) return null;
        try
        {
            return Handler.ReadJsonWebToken(text);
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException or FormatException
            or System.Text.Json.JsonException or InvalidOperationException)
        {
            // The reader has no method that only says whether the text is a token.
            return null;
        }
    }

    /// <summary>Checks a token that names this issuer.</summary>
    public async Task<Result<JsonWebToken>> CheckAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        // No header parameter is understood that must be.
        if (!Algorithms.Contains(token.Alg) || token.TryGetHeaderValue<object>("crit", out _))
        {
            return ApiErrors.InvalidIdToken;
        }

        if (await keys.GetAsync(token.Kid ?? "", cancellationToken) is not { } published)
        {
            return ApiErrors.ProviderUnavailable;
        }

        var checkedToken = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.ExpectedIssuer,
            ValidAudience = options.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = published,
            LifetimeValidator = IsInTime,
        });
        if (checkedToken.IsValid && IsSubject(token.Subject) && token.Audiences.Count() == 1) return token;
        LogRefused(logger, options.ExpectedIssuer, checkedToken.Exception?.GetType().Name ?? "claims");
        return ApiErrors.InvalidIdToken;
    }

    private static bool IsSubject(string? text) =>
        text is { Length: > 0 and <= OpenIdLimits.SubjectMax } && !text.Any(char.IsControl);

    private bool IsInTime(
        DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + OpenIdLimits.Skew &&
            !(notBefore > now + OpenIdLimits.Skew) &&
            ((JsonWebToken)token).IssuedAt <= now + OpenIdLimits.Skew;
    }

    [LoggerMessage(5811, LogLevel.Debug, "A token of {Issuer} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string issuer, string reason);
}

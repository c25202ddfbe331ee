using System.Collections.Immutable;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ShopActors.WebApi.OpenId;

/// <summary>
/// The published keys of one provider. They are read again once an hour, and when a token names a key that is not among
/// them, but then at most every ten seconds: tokens come from strangers. Requests that need them join one read.
/// </summary>
internal sealed partial class OpenIdKeys(
    OpenIdProviderOptions options,
    IHttpClientFactory http,
    IHostEnvironment environment,
    TimeProvider time,
    ILogger<OpenIdKeys> logger)
{
    /// <summary>The name of the HTTP client that reads them.</summary>
    public const string HttpClientName = "openid";

    private readonly Lock _lock = new();

    // The latest keys, written by the one read that is under way.
    private volatile Known? _known;

    // The read under way, or the latest one, and when it began; guarded by _lock.
    private Task<bool> _read = Task.FromResult(false);
    private long? _readAt;

    // Whether the latest read failed, written by it.
    private volatile bool _hasFailed;

    /// <summary>How long keys are used before they are read again.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>How long keys are used while the provider cannot be reached: it might have withdrawn one.</summary>
    public static TimeSpan LifetimeMax { get; } = TimeSpan.FromDays(1);

    /// <summary>How soon the provider is asked again while there are keys.</summary>
    public static TimeSpan ReadInterval { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How soon it is asked again while there are none.</summary>
    public static TimeSpan RetryInterval { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The keys, among them the named one if the provider publishes it; null if the provider would have to be asked and
    /// cannot be.
    /// </summary>
    public async ValueTask<ImmutableArray<SecurityKey>?> GetAsync(
        string keyId, CancellationToken cancellationToken)
    {
        if (_known is { } known && AgeOf(known) < Lifetime && known.Has(keyId)) return known.Keys;
        var succeeded = await ReadAsync().WaitAsync(cancellationToken);
        return _known is { } read && AgeOf(read) < LifetimeMax && (succeeded || read.Has(keyId)) ? read.Keys : null;
    }

    /// <summary>Joins the latest read, or begins another; false if it failed.</summary>
    private Task<bool> ReadAsync()
    {
        lock (_lock)
        {
            if (!_read.IsCompleted) return _read;
            var pause = _known is null && _hasFailed ? RetryInterval : ReadInterval;
            if (_readAt is { } at && time.GetElapsedTime(at) < pause) return _read;
            _readAt = time.GetTimestamp();
            return _read = TryReadAsync(_readAt.Value);
        }
    }

    private async Task<bool> TryReadAsync(long now)
    {
        // Not under the lock.
        await Task.Yield();
        var succeeded = await FetchAsync(now);
        _hasFailed = !succeeded;
        return succeeded;
    }

    private async Task<bool> FetchAsync(long now)
    {
        try
        {
            using var timeout = new CancellationTokenSource(OpenIdLimits.FetchTimeMax, time);
            var retriever = new HttpDocumentRetriever(http.CreateClient(HttpClientName))
            {
                RequireHttps = !environment.IsDevelopment(),
            };
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{options.Authority.TrimEnd('/')}/.well-known/openid-configuration", retriever, timeout.Token);
            if (metadata.Issuer != options.ExpectedIssuer)
            {
                LogOtherIssuer(logger, options.Authority, metadata.Issuer, options.ExpectedIssuer);
                return false;
            }

            _known = new([.. metadata.SigningKeys], now);
            return true;
        }
        catch (Exception e)
        {
            // Whatever a provider answers, or does not, its tokens cannot be checked now: the caller refuses them.
            LogUnavailable(logger, options.Authority, e.GetBaseException().Message);
            return false;
        }
    }

    private TimeSpan AgeOf(Known known) => time.GetElapsedTime(known.ReadAt);

    [LoggerMessage(5801, LogLevel.Warning, "The keys of OpenID provider {Authority} cannot be read: {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string authority, string reason);

    [LoggerMessage(
        5802, LogLevel.Error, "OpenID provider {Authority} names itself {Issuer}, but the settings {Expected}")]
    private static partial void LogOtherIssuer(ILogger logger, string authority, string? issuer, string expected);

    private sealed record Known(ImmutableArray<SecurityKey> Keys, long ReadAt)
    {
        // A token without the id of a key may be of any.
        public bool Has(string keyId) => keyId.Length == 0 || Keys.Any(key => key.KeyId == keyId);
    }
}

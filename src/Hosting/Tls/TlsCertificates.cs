using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Tls;

/// <summary>The certificate in use. It is replaced as a whole when its files change to other valid ones.</summary>
internal sealed partial class TlsCertificates
{
    private readonly TlsSettings _settings;
    private readonly TlsRole _role;
    private readonly TimeProvider _time;
    private readonly ILogger<TlsCertificates> _logger;

    // Written by Refresh, which one timer calls; read by every handshake.
    private volatile TlsIdentity _current;

    // The last problem that Refresh logged, so that a lasting one is logged once.
    private string? _lastProblem;
    private TlsIdentity? _warnedOf;

    public TlsCertificates(
        TlsRole role, IOptions<TlsSettings> settings, TimeProvider time, ILogger<TlsCertificates> logger)
    {
        (_role, _settings, _time, _logger) = (role, settings.Value, time, logger);
        if (!TryLoad(out var identity, out var problem)) throw new InvalidOperationException(problem);
        _current = identity;
    }

    public TlsIdentity Current => _current;

    /// <summary>
    /// Reads the files again. While they are unusable (partly replaced, or a wrong certificate) the current one stays
    /// in use.
    /// </summary>
    public void Refresh()
    {
        if (!TryLoad(out var identity, out var problem))
        {
            if (problem != _lastProblem) LogNotReplaced(problem);
            _lastProblem = problem;
        }
        else if (identity != _current)
        {
            _lastProblem = null;
            _current = identity;
            LogReplaced(identity.Certificate.Thumbprint, identity.Certificate.NotAfter.ToUniversalTime());
        }

        WarnOfExpiry();
    }

    private bool TryLoad(
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TlsIdentity? identity, out string problem)
    {
        identity = null;
        if (!TlsFiles.TryRead(_settings, out var files, out var problems))
        {
            problem = string.Join(' ', problems);
            return false;
        }

        // Null only in the constructor.
        if (_current is { } current && current.Files == files)
        {
            (identity, problem) = (current, "");
            return true;
        }

        var isUsable = TlsIdentity.TryCreate(files, _settings, _role, out identity, out problems);
        problem = string.Join(' ', problems);
        return isUsable;
    }

    // A renewal that has not arrived by now has failed: cert-manager renews when a third of the lifetime is left.
    private void WarnOfExpiry()
    {
        var certificate = _current.Certificate;
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (_warnedOf == _current || until - _time.GetUtcNow().UtcDateTime > (until - from) / 5) return;

        _warnedOf = _current;
        LogExpires(certificate.Thumbprint, until);
    }

    [LoggerMessage(
        5501, LogLevel.Information, "The certificate {Thumbprint} is used from now on; it is valid until {Until:u}")]
    private partial void LogReplaced(string thumbprint, DateTime until);

    [LoggerMessage(5502, LogLevel.Warning,
        "The files of Cluster:Tls have changed and are unusable; the certificate in use stays: {Problem}")]
    private partial void LogNotReplaced(string problem);

    [LoggerMessage(5503, LogLevel.Warning,
        "The certificate {Thumbprint} expires at {Until:u}; without a new one no connection can be made then")]
    private partial void LogExpires(string thumbprint, DateTime until);
}

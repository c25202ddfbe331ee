using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Orleans.Connections.Security;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>
/// TLS below the cluster's own handshake: it encrypts, and certificates say who may connect at all; the secret still
/// has to be proven inside.
/// </summary>
internal sealed class TlsSecurity(TlsOptions options, TimeProvider time) : IStreamSecurity
{
    // What timers take.
    private static readonly TimeSpan TimeoutMax = TimeSpan.FromDays(1);

    public TimeSpan Timeout => options.HandshakeTimeout < TimeoutMax ? options.HandshakeTimeout : TimeoutMax;

    private X509RevocationMode RevocationMode =>
        options.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck;

    // A certificate that must not be used by the connecting end is left out, unless one has to be sent.
    private X509Certificate2? ClientCertificate => options.ClientCertificateMode switch
    {
        RemoteCertificateMode.NoCertificate => null,
        RemoteCertificateMode.RequireCertificate => CheckClientCertificate(options.LocalCertificate
            ?? throw new InvalidOperationException("There is no certificate to send to the accepting end.")),
        _ => options.LocalCertificate is { } certificate && CertificateLoader.IsAllowedForClient(certificate)
            ? certificate
            : null,
    };

    public Task<Stream> ConnectAsync(Stream stream, IPEndPoint endpoint, CancellationToken cancellationToken) =>
        AuthenticateAsync(
            stream,
            $"the TLS connection to {endpoint}",
            (tls, token) => tls.AuthenticateAsClientAsync(CreateClientOptions(tls, endpoint), token),
            cancellationToken);

    public Task<Stream> AcceptAsync(Stream stream, CancellationToken cancellationToken) =>
        AuthenticateAsync(
            stream,
            "an accepted TLS connection",
            (tls, token) => tls.AuthenticateAsServerAsync(CreateServerOptions(tls), token),
            cancellationToken);

    public static X509Certificate2 CheckServerCertificate(X509Certificate2 certificate) =>
        CertificateLoader.IsAllowedForServer(certificate)
            ? certificate
            : throw new InvalidOperationException(
                $"The certificate {certificate.Thumbprint} must not be used by an accepting end.");

    private static X509Certificate2 CheckClientCertificate(X509Certificate2 certificate) =>
        CertificateLoader.IsAllowedForClient(certificate)
            ? certificate
            : throw new InvalidOperationException(
                $"The certificate {certificate.Thumbprint} must not be used by a connecting end.");

    private async Task<Stream> AuthenticateAsync(
        Stream stream,
        string what,
        Func<SslStream, CancellationToken, Task> authenticate,
        CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await authenticate(tls, linked.Token).ConfigureAwait(false);
            return tls;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Callbacks of the application run in here: whatever they throw refuses this connection and no other.
            await tls.DisposeAsync().ConfigureAwait(false);
            if (exception is OperationCanceledException && !timeout.IsCancellationRequested) throw;

            throw new ConnectionFailedException(
                exception is OperationCanceledException
                    ? $"{Capitalized(what)} was not opened in time."
                    : $"{Capitalized(what)} was refused: {Describe(exception)}",
                exception);
        }
    }

    private SslClientAuthenticationOptions CreateClientOptions(SslStream tls, IPEndPoint endpoint)
    {
        var selector = options.LocalClientCertificateSelector;
        var settings = new TlsClientAuthenticationOptions
        {
            TargetHost = endpoint.Address.ToString(),
            EnabledSslProtocols = options.SslProtocols,
            CertificateRevocationCheckMode = RevocationMode,
        };
        if (selector is not null)
        {
            settings.LocalCertificateSelectionCallback = (sender, host, certificates, remote, issuers) =>
                selector(sender, host, certificates, remote, issuers) is { } chosen
                    ? CheckClientCertificate(chosen)
                    : null;
        }
        else if (ClientCertificate is { } certificate)
        {
            settings.ClientCertificates = [certificate];
        }

        // Who asks for no certificate still gets one, and it is judged by the usual rules.
        if (options.RemoteCertificateMode != RemoteCertificateMode.NoCertificate)
        {
            settings.Value.RemoteCertificateValidationCallback = Validate;
        }

        options.OnAuthenticateAsClient?.Invoke(CreateContext(tls, endpoint), settings);
        return settings.Value;
    }

    private SslServerAuthenticationOptions CreateServerOptions(SslStream tls)
    {
        var context = CreateContext(tls, null);
        var settings = new TlsServerAuthenticationOptions
        {
            ClientCertificateRequired = options.RemoteCertificateMode != RemoteCertificateMode.NoCertificate,
            EnabledSslProtocols = options.SslProtocols,
            CertificateRevocationCheckMode = RevocationMode,
        };
        if (options.LocalServerCertificateSelector is { } selector)
        {
            settings.ServerCertificateSelectionCallback = (_, name) => CheckServerCertificate(selector(context, name));
        }
        else
        {
            settings.ServerCertificate = options.LocalCertificate;
        }

        if (settings.ClientCertificateRequired) settings.Value.RemoteCertificateValidationCallback = Validate;
        options.OnAuthenticateAsServer?.Invoke(context, settings);
        return settings.Value;
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return options.RemoteCertificateMode != RemoteCertificateMode.RequireCertificate;
        if (options.RemoteCertificateValidation is not { } validate) return errors == SslPolicyErrors.None;

        return certificate is X509Certificate2 known
            ? validate(known, chain, errors)
            : validate(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()), chain, errors);
    }

    private static DefaultConnectionContext CreateContext(SslStream tls, EndPoint? remote)
    {
        var context = new DefaultConnectionContext { RemoteEndPoint = remote };
        context.Features.Set(tls);
        return context;
    }

    private static string Describe(Exception exception) =>
        exception is AuthenticationException { InnerException: { } inner }
            ? $"{exception.Message} ({inner.Message})"
            : exception.Message;

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

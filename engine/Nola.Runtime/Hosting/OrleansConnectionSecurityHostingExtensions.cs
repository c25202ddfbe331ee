using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Networking;
using Orleans.Connections.Security;

namespace Orleans.Hosting;

/// <summary>TLS between hosts.</summary>
public static class OrleansConnectionSecurityHostingExtensions
{
    /// <summary>Encrypts all connections; this silo has a certificate of the machine's store.</summary>
    public static ISiloBuilder UseTls(
        this ISiloBuilder builder,
        StoreName storeName,
        string subject,
        bool allowInvalid,
        StoreLocation location,
        Action<TlsOptions> configureOptions) => builder.UseTls(
            CertificateLoader.LoadFromStoreCert(subject, storeName.ToString(), location, allowInvalid, server: true),
            configureOptions);

    /// <summary>Encrypts all connections; this silo has a certificate.</summary>
    public static ISiloBuilder UseTls(
        this ISiloBuilder builder, X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        CheckPrivateKey(certificate, nameof(certificate));
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.UseTls(options =>
        {
            options.LocalCertificate = certificate;
            configureOptions(options);
        });
    }

    /// <summary>Encrypts all connections; this silo has a certificate.</summary>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, X509Certificate2 certificate) =>
        builder.UseTls(certificate, static _ => { });

    /// <summary>Encrypts all connections.</summary>
    /// <exception cref="InvalidOperationException">The options name no certificate to accept with.</exception>
    public static ISiloBuilder UseTls(this ISiloBuilder builder, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = Create(configureOptions);
        if (options.LocalCertificate is null && options.LocalServerCertificateSelector is null)
        {
            throw new InvalidOperationException("No certificate specified: a silo needs one to accept connections.");
        }

        if (options.LocalServerCertificateSelector is null) TlsSecurity.CheckServerCertificate(options.LocalCertificate!);
        AddTo(builder.Services, options);
        return builder;
    }

    /// <summary>Encrypts all connections; this client has a certificate of the machine's store.</summary>
    public static IClientBuilder UseTls(
        this IClientBuilder builder,
        StoreName storeName,
        string subject,
        bool allowInvalid,
        StoreLocation location,
        Action<TlsOptions> configureOptions) => builder.UseTls(
            CertificateLoader.LoadFromStoreCert(subject, storeName.ToString(), location, allowInvalid, server: false),
            configureOptions);

    /// <summary>Encrypts all connections; this client has a certificate.</summary>
    public static IClientBuilder UseTls(
        this IClientBuilder builder, X509Certificate2 certificate, Action<TlsOptions> configureOptions)
    {
        CheckPrivateKey(certificate, nameof(certificate));
        ArgumentNullException.ThrowIfNull(configureOptions);
        return builder.UseTls(options =>
        {
            options.LocalCertificate = certificate;
            configureOptions(options);
        });
    }

    /// <summary>Encrypts all connections; this client has a certificate.</summary>
    public static IClientBuilder UseTls(this IClientBuilder builder, X509Certificate2 certificate) =>
        builder.UseTls(certificate, static _ => { });

    /// <summary>Encrypts all connections.</summary>
    /// <exception cref="InvalidOperationException">A certificate has to be sent and there is none.</exception>
    public static IClientBuilder UseTls(this IClientBuilder builder, Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = Create(configureOptions);
        if (options is { LocalCertificate: null, ClientCertificateMode: RemoteCertificateMode.RequireCertificate })
        {
            throw new InvalidOperationException("No certificate specified: the options say that one is sent.");
        }

        AddTo(builder.Services, options);
        return builder;
    }

    private static TlsOptions Create(Action<TlsOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        var options = new TlsOptions();
        configureOptions(options);
        if (options.LocalCertificate is { } certificate)
        {
            CheckPrivateKey(certificate, $"{nameof(TlsOptions)}.{nameof(TlsOptions.LocalCertificate)}");
        }

        return options;
    }

    private static void AddTo(IServiceCollection services, TlsOptions options) =>
        services.AddSingleton<IStreamSecurity>(new TlsSecurity(options, TimeProvider.System));

    private static void CheckPrivateKey(X509Certificate2 certificate, string name)
    {
        ArgumentNullException.ThrowIfNull(certificate, name);
        if (certificate.HasPrivateKey) return;

        throw new ArgumentException(
            $"The certificate {certificate.ToString(verbose: false)} has no private key that can be used.", name);
    }
}

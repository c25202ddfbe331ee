using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ShopActors.Brokers;

/// <summary>
/// Connects to the configured RabbitMQ server. Connections do not recover by themselves: their users open another one,
/// so that nothing is published or acknowledged on a channel that has lost its history.
/// </summary>
internal sealed class RabbitMqConnector(IOptions<RabbitMqOptions> options)
{
    private readonly RabbitMqOptions _options = options.Value;

    /// <summary>Opens a connection that appears under this name in the server's lists.</summary>
    public async Task<IConnection> ConnectAsync(string name, CancellationToken cancellationToken)
    {
        var factory = CreateFactory(name);
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerUnreachableException e)
        {
            throw new BrokerException(Explain(factory, e), e);
        }
    }

    private static string Explain(ConnectionFactory factory, BrokerUnreachableException exception)
    {
        var server = $"RabbitMQ at {factory.HostName}:{factory.Port}";
        for (Exception? cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is AggregateException { InnerException: { } first }) cause = first;
            if (cause is PossibleAuthenticationFailureException)
            {
                return $"{server} refuses the credentials of '{factory.UserName}'.";
            }
        }

        return $"{server} cannot be reached: {exception.GetBaseException().Message}";
    }

    private ConnectionFactory CreateFactory(string name)
    {
        var factory = new ConnectionFactory
        {
            Uri = new(_options.Uri),
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
        if (_options.Username is not null) factory.UserName = _options.Username;
        if (_options.Password is not null) factory.Password = _options.Password;
        if (_options.CaPath is { } path)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            factory.Ssl.CertificateValidationCallback =
                (_, certificate, _, errors) => IsTrusted(certificate, errors, authorities);
        }

        return factory;
    }

    /// <summary>Whether the server has the expected name and one of these authorities has signed for it.</summary>
    private static bool IsTrusted(
        X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (certificate is not X509Certificate2 server) return false;
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(server);
    }
}

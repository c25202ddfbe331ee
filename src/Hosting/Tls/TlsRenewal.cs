using Microsoft.Extensions.Options;

namespace ShopActors.Hosting.Tls;

/// <summary>Checks the certificate's files periodically; without a certificate it warns once, at start.</summary>
internal sealed partial class TlsRenewal(
    IServiceProvider services, IOptions<TlsSettings> settings, TimeProvider time,
    ILogger<TlsRenewal> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.HasCertificate)
        {
            LogInsecure(logger);
            return;
        }

        var certificates = services.GetRequiredService<TlsCertificates>();
        using var timer = new PeriodicTimer(settings.Value.ReloadPeriod, time);
        try
        {
            do
            {
                certificates.Refresh();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    [LoggerMessage(5511, LogLevel.Warning,
        "Cluster:Tls:AllowInsecureLoopback is set: every program on this machine can call any grain as anyone. For " +
        "trials only")]
    private static partial void LogInsecure(ILogger logger);
}

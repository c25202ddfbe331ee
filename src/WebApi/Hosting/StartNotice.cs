using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// The last log lines of the API's start: the operators' token if one was generated for this run, and the addresses it
/// listens on.
/// </summary>
internal sealed partial class StartNotice(
    IServer server, IHostApplicationLifetime lifetime, OpsToken opsToken, ILogger<StartNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            // Logs only a token that was generated in Development for this run, because no configuration contains it.
            if (opsToken.Generated is { } token) LogGeneratedToken(logger, token);
            if (opsToken.IsShort) LogShortToken(logger, OpsOptions.SafeTokenLength);
            foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            {
                LogListening(logger, address);
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(5101, LogLevel.Information, "ShopActors is open at {Address}")]
    private static partial void LogListening(ILogger logger, string address);

    [LoggerMessage(5102, LogLevel.Information, "Operators' token for this run (Development only): {Token}")]
    private static partial void LogGeneratedToken(ILogger logger, string token);

    [LoggerMessage(
        5103, LogLevel.Warning, "Ops:Token has fewer than {Length} characters: an attacker might guess it")]
    private static partial void LogShortToken(ILogger logger, int length);
}

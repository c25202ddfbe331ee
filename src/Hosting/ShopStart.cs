using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using ShopActors.Hosting.Ports;
using ShopActors.Storage;

namespace ShopActors.Hosting;

/// <summary>Runs a process of the shop.</summary>
public static partial class ShopStart
{
    private const int Stopped = 0;
    private const int Refused = 1;

    /// <summary>
    /// Runs until the process is told to stop, and returns its exit code. A port or file in use by another process ends
    /// the start with one log line that names the setting.
    /// </summary>
    public static async Task<int> RunShopAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        await using (app)
        {
            // The host validates again, but only after the ports below would have been read from the settings.
            app.Services.GetService<IStartupValidator>()?.Validate();
            var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ShopStart));
            var ports = app.Services.GetRequiredService<OwnPorts>();
            try
            {
                ports.Bind();
                OpenStore(app.Services);
            }
            catch (Exception e) when (e is PortInUseException or JournalStoreException or IOException)
            {
                LogRefused(logger, e.Message);
                return Refused;
            }

            try
            {
                await app.StartAsync();
            }
            catch (Exception e) when (IsPortInUse(e))
            {
                // Only HTTP's, which is opened last: the silo has joined its cluster, and leaves it.
                LogRefused(
                    logger,
                    $"A process that started at the same time uses one of the ports {ports.Description}; set another.");
                await app.StopAsync();
                return Refused;
            }

            await app.WaitForShutdownAsync();
            return Stopped;
        }
    }

    // A store locks its file when it is created.
    private static void OpenStore(IServiceProvider services) => _ = services.GetService<IJournalStore>();

    private static bool IsPortInUse(Exception? exception) => exception switch
    {
        null => false,
        AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => true,
        AggregateException { InnerExceptions: var several } => several.Any(IsPortInUse),
        _ => IsPortInUse(exception.InnerException),
    };

    [LoggerMessage(5403, LogLevel.Critical, "Not started. {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}

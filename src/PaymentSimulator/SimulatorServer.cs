using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using ShopActors.Storage;

namespace ShopActors.PaymentSimulator;

/// <summary>The simulated provider as a standalone server.</summary>
internal static class SimulatorServer
{
    private const string PortKey = "Port";
    private const int PortDefault = 5090;
    private const string PathKey = $"{StorageOptions.SectionName}:{nameof(StorageOptions.Path)}";
    private const string PathDefault = "./data/payments";
    private const int RequestBytesMax = 16 * 1024;
    private const int Stopped = 0;
    private const int Refused = 1;

    /// <summary>
    /// Runs until the process is told to stop, and returns its exit code. A port or folder in use by another process
    /// ends the start with one line that names the setting.
    /// </summary>
    public static async Task<int> RunAsync(string[] args, TextWriter error)
    {
        try
        {
            await using var app = Create(args);
            _ = app.Services.GetRequiredService<IJournalStore>();
            await app.RunAsync();
            return Stopped;
        }
        catch (Exception e) when (e is IOException or JournalStoreException)
        {
            await error.WriteLineAsync($"Not started. {e.Message}");
            return Refused;
        }
    }

    /// <param name="args">The settings, as on the command line.</param>
    /// <param name="time">The clock; the system's if null.</param>
    public static WebApplication Create(string[] args, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddSingleton(time ?? TimeProvider.System);

        // Loopback only unless configured: every process that reaches the port can make charges.
        var isPublic = builder.Configuration.GetValue<bool>(
            $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.ListenOnAnyAddress)}");
        var endPoint = new IPEndPoint(
            isPublic ? IPAddress.Any : IPAddress.Loopback, builder.Configuration.GetValue(PortKey, PortDefault));
        var socket = Bind(endPoint);
        builder.WebHost.UseSockets(transport => transport.CreateBoundListenSocket = _ => socket);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(endPoint);
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.AddServerHeader = false;
        });
        builder.Configuration[PathKey] ??= PathDefault;
        builder.Services.AddJournalStore(builder.Configuration);
        builder.Services.AddPaymentSimulator(builder.Configuration, answersEarly: false);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, SimulatorJson.Default));

        var app = builder.Build();
        app.MapSimulator();
        app.MapConfirmationPage();
        return app;
    }

    // Before the host starts, which would log a failure with its stack trace.
    private static Socket Bind(IPEndPoint endPoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new IOException(
                $"{PortKey}: port {endPoint.Port} is in use by another process; set another port.", e);
        }
    }
}

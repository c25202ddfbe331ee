using System.Net;

namespace ShopActors.PaymentSimulator;

/// <summary>The simulated provider as a standalone server.</summary>
internal static class SimulatorServer
{
    private const int PortDefault = 5090;
    private const int RequestBytesMax = 16 * 1024;

    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Loopback only unless configured: every process that reaches the port can make charges.
            var isPublic = builder.Configuration.GetValue<bool>(
                $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.ListenOnAnyAddress)}");
            kestrel.Listen(
                isPublic ? IPAddress.Any : IPAddress.Loopback, builder.Configuration.GetValue("Port", PortDefault));
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddPaymentSimulator(builder.Configuration);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, SimulatorJson.Default));

        var app = builder.Build();
        app.MapSimulator();
        return app;
    }
}

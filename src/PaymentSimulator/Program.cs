using ShopActors.PaymentSimulator;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    var isPublic = builder.Configuration.GetValue<bool>(
        $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.ListenOnAnyAddress)}");
    kestrel.Listen(
        isPublic ? System.Net.IPAddress.Any : System.Net.IPAddress.Loopback,
        builder.Configuration.GetValue("Port", 5090));
    kestrel.Limits.MaxRequestBodySize = 16 * 1024;
    kestrel.AddServerHeader = false;
});
builder.Services.AddPaymentSimulator(builder.Configuration);
builder.Services.ConfigureHttpJsonOptions(json =>
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, SimulatorJson.Default));

var app = builder.Build();
app.MapSimulator();
app.Services.GetRequiredService<SimulatorEngine>();
await app.RunAsync();

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using ShopActors.Hosting;
using ShopActors.Hosting.Logging;
using ShopActors.Hosting.Telemetry;
using ShopActors.Silo;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
if (args is [MigrateCommand.Name, ..])
{
    return await MigrateCommand.RunAsync(args, builder.Configuration, Console.Out, Console.Error);
}

builder.AddShopLogging();
builder.Configuration["Cluster:Mode"] ??= nameof(ClusterMode.Cluster);
var settings = builder.Configuration.GetSection(SiloSettings.SectionName).Get<SiloSettings>() ?? new();
builder.WebHost.UseUrls($"http://{(settings.ListenOnAnyAddress ? "*" : "127.0.0.1")}:{settings.HealthPort}");
builder.AddShopSilo();
builder.AddShopTelemetry("shop-silo");
builder.Services.AddHealthChecks().AddCheck<SiloHealth>("silo");
builder.Services.AddHostedService<SiloNotice>();

var app = builder.Build();
app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = static _ => false });
app.MapHealthChecks("/readyz");
app.MapMetrics();
return await app.RunShopAsync();

using ShopActors.Hosting;
using ShopActors.Hosting.Logging;
using ShopActors.Hosting.Telemetry;
using ShopActors.WebApi.Hosting;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings are found beside the program; data is relative to the working directory.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddShopLogging();
// A default below all other sources: in a settings file it would override ASPNETCORE_URLS.
builder.Configuration["Urls"] ??= "http://127.0.0.1:5080";
builder.AddShopCluster();
builder.AddShopTelemetry("shop-api");
builder.AddShopApi();

var app = builder.Build();
app.UseShopApi();
return await app.RunShopAsync();

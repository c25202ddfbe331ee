using ShopActors.Hosting;
using ShopActors.Hosting.Logging;
using ShopActors.WebApi.Hosting;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings lie beside the program, wherever it is started from; data lie where it is started.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddShopLogging();
// A default beneath every other source: in a settings file it would beat ASPNETCORE_URLS.
builder.Configuration["Urls"] ??= "http://127.0.0.1:5080";
builder.AddShopCluster();
builder.AddShopApi();

var app = builder.Build();
app.UseShopApi();
await app.RunAsync();

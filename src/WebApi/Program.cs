using ShopActors.Silo;
using ShopActors.WebApi.Hosting;

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
{
    Args = args,
    // Settings lie beside the program, wherever it is started from; data lie where it is started.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddShopCluster();
builder.AddShopApi();

var app = builder.Build();
app.UseShopApi();
await app.RunAsync();

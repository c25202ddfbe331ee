using Npgsql;
using ShopActors.Reference.Service;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var connectionString = builder.Configuration.GetConnectionString("Reference")
    ?? throw new InvalidOperationException(
        "Set ConnectionStrings__Reference to the connection string of a PostgreSQL 15 or newer.");

await using var source = new NpgsqlSlimDataSourceBuilder(connectionString).Build();
var database = new ReferenceDatabase(source);
await database.CreateSchemaAsync();

var app = builder.Build();
app.MapReferenceShop(database);
app.MapGet("/hello", () => "Hello");
await app.StartAsync();
foreach (var url in app.Urls)
{
    Console.WriteLine($"Reference shop on {url}");
}

await app.WaitForShutdownAsync();

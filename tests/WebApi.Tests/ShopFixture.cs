using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ShopActors.WebApi.Tests;

/// <summary>
/// The whole shop on a real Kestrel and a real file store in a folder of its own. Shared by the tests of a class; each
/// test works on SKUs and carts of its own.
/// </summary>
public sealed class ShopFixture : IAsyncLifetime
{
    public const string OpsToken = "sa_ops_test_0123456789abcdef0123456789abcdef";

    private readonly TemporaryDirectory _home = new("shop-");
    private Factory? _factory;

    /// <summary>Where the shop keeps its data.</summary>
    public string DataPath => _home.FullName;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _factory!.Services;

    public async Task InitializeAsync()
    {
        _factory = new Factory(DataPath);
        _factory.UseKestrel(0);
        _factory.StartServer();
        Address = _factory.ClientOptions.BaseAddress;
        using var client = NewClient();
        await client.WaitUntilReadyAsync();
    }

    /// <summary>A client with cookies of its own and no token.</summary>
    internal Visitor NewClient() => new(new ShopClient(Address, new SocketsHttpHandler { AllowAutoRedirect = false }));

    /// <summary>A client with the operators' token.</summary>
    internal Visitor NewOperator() => NewClient().WithToken(OpsToken);

    public async Task DisposeAsync()
    {
        await _factory!.DisposeAsync();
        _home.Dispose();
    }

    // Several referenced programs have a Program; any type of the API names its assembly.
    private sealed class Factory(string folder) : WebApplicationFactory<ShopActors.WebApi.Http.Operations>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Storage:Path", folder);
            builder.UseSetting("Ops:Token", OpsToken);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
        }
    }
}

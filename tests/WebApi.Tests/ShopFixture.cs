using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests;

/// <summary>
/// The whole shop on a real Kestrel and a real file store in a folder of its own. Shared by the tests of a class; each
/// test works on SKUs and carts of its own.
/// </summary>
public class ShopFixture : IAsyncLifetime
{
    public const string OpsToken = "sa_ops_test_0123456789abcdef0123456789abcdef";

    private readonly TemporaryDirectory _home = new("shop-");
    private Factory? _factory;

    /// <summary>Where the shop keeps its data; it makes the folder itself.</summary>
    public string DataPath => Path.Combine(_home.FullName, "data");

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _factory!.Services;

    public virtual async Task InitializeAsync()
    {
        _factory = new Factory(this);
        _factory.UseKestrel(0);
        _factory.StartServer();
        // The first: behind it is that of gRPC, if the shop serves it.
        Address = new(Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var client = NewClient();
        await client.WaitUntilReadyAsync();
    }

    /// <summary>A client with cookies of its own and no token.</summary>
    internal Visitor NewClient() => new(new ShopClient(Address, new SocketsHttpHandler { AllowAutoRedirect = false }));

    /// <summary>A client with the operators' token.</summary>
    internal Visitor NewOperator() => NewClient().WithToken(OpsToken);

    public virtual async Task DisposeAsync()
    {
        await _factory!.DisposeAsync();
        _home.Dispose();
    }

    /// <summary>
    /// Settings of this shop; all clients of a test come from one address, so its rates are not limited.
    /// </summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Events:Streams:Enabled"] = "true",
        ["Limits:RequestsPerSecondPerAddress"] = "0",
        ["Limits:RequestsPerSecondPerPrincipal"] = "0",
        ["Limits:CreationsPerSecondPerAddress"] = "0",
    };

    protected virtual string EnvironmentName => "Production";

    /// <summary>
    /// For what a test wants to see of the shop from inside. Passwords are hashed cheaply, or tests would do little
    /// else.
    /// </summary>
    protected virtual void ConfigureServices(IServiceCollection services) =>
        services.PostConfigure<PasswordHasherOptions>(static options => options.IterationCount = 1_000);

    // Several referenced programs have a Program; any type of the API names its assembly.
    private sealed class Factory(ShopFixture shop) : WebApplicationFactory<ShopActors.WebApi.Http.Command>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(shop.EnvironmentName);
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            builder.UseSetting("Storage:Path", shop.DataPath);
            builder.UseSetting("Ops:Token", OpsToken);
            builder.UseSetting("PaymentSimulator:AllowInProduction", "true");
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (name, value) in shop.Settings) builder.UseSetting(name, value);
            builder.ConfigureServices(shop.ConfigureServices);
        }
    }
}

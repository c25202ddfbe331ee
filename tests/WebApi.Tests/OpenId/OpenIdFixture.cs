using Microsoft.Extensions.DependencyInjection;
using ShopActors.WebApi.OpenId;

namespace ShopActors.WebApi.Tests.OpenId;

/// <summary>A shop with one provider, for customers and for operators.</summary>
public sealed class OpenIdFixture : ShopFixture
{
    public const string Client = "shop-web";
    public const string Api = "shop-api";

    private TestIssuer? _issuer;

    internal TestIssuer Issuer => _issuer!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Customers:OpenId:Providers:test:Authority"] = Issuer.Issuer,
        ["Customers:OpenId:Providers:test:Audience"] = Client,

        // Nothing listens there.
        ["Customers:OpenId:Providers:down:Authority"] = "https://localhost:1",
        ["Customers:OpenId:Providers:down:Audience"] = Client,
        ["Ops:OpenId:Authority"] = Issuer.Issuer,
        ["Ops:OpenId:Audience"] = Api,
        ["Ops:OpenId:RolesClaim"] = "shop_roles",
    };

    public override async Task InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.AddHttpClient(OpenIdKeys.HttpClientName).ConfigurePrimaryHttpMessageHandler(Issuer.NewHandler);
    }
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ShopActors.Hosting;
using ShopActors.Stripe;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>What a shop refuses to start with, and what its files tell other users of the machine.</summary>
public sealed class StartTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string StripeKey = "sk_test_0123456789abcdef";

    [Fact]
    public void Start_InProductionWithoutAProvider_IsRefusedWithTheReason()
    {
        using var folder = new TemporaryFolder();
        using var factory = new BareShop(folder.Path);

        var refused = Assert.Throws<OptionsValidationException>(factory.StartServer);

        Assert.Contains(
            "Payments:ProviderUrl and Payments:Stripe:SecretKey are missing", refused.Message,
            StringComparison.Ordinal);
        Assert.Contains("PaymentSimulator:AllowInProduction", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WithAKeyOfStripe_PaysThroughStripe()
    {
        using var folder = new TemporaryFolder();
        using var factory = new BareShop(folder.Path, ("Payments:Stripe:SecretKey", StripeKey));

        factory.StartServer();

        Assert.IsType<StripePaymentProvider>(factory.Services.GetRequiredService<IPaymentProvider>());
    }

    [Fact]
    public void Start_OnTwoProviders_IsRefusedAndShowsNoKey()
    {
        using var folder = new TemporaryFolder();
        using var factory = new BareShop(
            folder.Path, ("Payments:Stripe:SecretKey", StripeKey),
            ("Payments:ProviderUrl", "https://provider.example/"));

        var refused = Assert.Throws<OptionsValidationException>(factory.StartServer);

        Assert.Contains("a shop has one payment provider", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain(StripeKey, refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClusterMode.Cluster, null, false)]
    [InlineData(ClusterMode.Cluster, "0123456789abcdef0123456789abcdef", true)]
    [InlineData(ClusterMode.Embedded, null, true)]
    public void Validate_IdKey_IsNeededWhereNoFolderIsShared(ClusterMode mode, string? key, bool valid)
    {
        var validator = new IdOptionsValidator(Options.Create(new ClusterSettings { Mode = mode }));

        var result = validator.Validate(null, new IdOptions { Key = key });

        Assert.Equal(valid, result.Succeeded);
    }

    [Fact]
    public void KeyFile_ReadTwice_IsTheSame()
    {
        using var folder = new TemporaryFolder();

        var key = IdKeyFile.ReadOrCreate(folder.Path);

        Assert.Equal(64, key.Length);
        Assert.Equal(key, IdKeyFile.ReadOrCreate(folder.Path));
        using var other = new TemporaryFolder();
        Assert.NotEqual(key, IdKeyFile.ReadOrCreate(other.Path));
    }

    [Fact]
    public void KeyFile_Emptied_IsNotReplacedByAnother()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, IdKeyFile.Name), "");

        Assert.Throws<InvalidDataException>(() => IdKeyFile.ReadOrCreate(folder.Path));
    }

    [Fact]
    public async Task DataFolder_OfAShopThatHasSold_IsOpenToItsUserAlone()
    {
        if (OperatingSystem.IsWindows()) return;

        using var client = shop.NewClient();
        var sku = (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var order = await client.CheckoutAsync(await client.NewCartWithAsync(sku), "files-are-private");
        Assert.True(order.Status == System.Net.HttpStatusCode.Created, order.ToString());

        const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var files = Directory.EnumerateFiles(shop.DataPath, "*", SearchOption.AllDirectories).ToList();

        Assert.Equal(FileMode | UnixFileMode.UserExecute, File.GetUnixFileMode(shop.DataPath));
        Assert.Contains(Path.Combine(shop.DataPath, IdKeyFile.Name), files);
        Assert.Contains(Path.Combine(shop.DataPath, "shop.db"), files);
        foreach (var file in files) Assert.True(File.GetUnixFileMode(file) == FileMode, file);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("shop-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    private sealed class BareShop(string folder, params (string Name, string Value)[] settings)
        : WebApplicationFactory<ShopActors.WebApi.Http.Command>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            builder.UseSetting("Storage:Path", folder);
            builder.UseSetting("Logging:LogLevel:Default", "None");
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
        }
    }
}

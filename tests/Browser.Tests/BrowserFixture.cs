using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ShopActors.Browser.Tests;

/// <summary>
/// The shop as a process, and a browser. Both are started by the first test that needs them; each test has a browser
/// context, and so a cart, of its own.
/// </summary>
public sealed partial class BrowserFixture : IAsyncLifetime
{
    public const string Tool = "chromium";
    public const string Install = "apt-get install chromium";

    private const float ExpectTimeout = 15_000; // milliseconds

    internal const string OpsToken = "sa_ops_test_0123456789abcdef0123456789abcdef";

    private readonly TemporaryDirectory _home = new("browser-");
    private readonly SemaphoreSlim _starting = new(1);
    private ShopProcess? _shop;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The operators' client.</summary>
    internal ShopClient Operator { get; private set; } = null!;

    internal ShopProcess Shop => _shop!;

    private string Messages => Path.Combine(_home.FullName, "messages");

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A page of a shopper who has never been here.</summary>
    public async Task<IPage> NewPageAsync(
        int width = 1280, int height = 900, ColorScheme colours = ColorScheme.Light, string locale = "en-GB",
        Uri? address = null)
    {
        await StartAsync();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (address ?? _shop!.Address).ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = locale,
            ColorScheme = colours,

            // A colour is measured when it has its full strength.
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }

    /// <summary>A shop of a test's own, which it may kill; it is started by the test.</summary>
    internal ShopProcess NewShop(string name, string environment = "Production")
    {
        var home = Path.Combine(_home.FullName, name);
        Directory.CreateDirectory(home);
        return new(Path.Combine(home, "data"), Path.Combine(home, "shop.log"), OpsToken) { Environment = environment };
    }

    /// <summary>Puts a product on sale; returns its id.</summary>
    internal async Task<string> SellAsync(string product)
    {
        var answer = await OperateAsync(HttpMethod.Post, "/products", product);
        Assert.True(answer.Status == 201, answer.ToString());
        return answer.Json.GetProperty("id").GetString()!;
    }

    /// <summary>The link in the message to an address, once it has been sent.</summary>
    internal async Task<string> ReadLinkAsync(string email)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token))
        {
            if (!Directory.Exists(Messages)) continue;
            foreach (var file in Directory.EnumerateFiles(Messages, "*.eml"))
            {
                // Lines of a message are wrapped by "=" at their end, and "=" itself is written as "=3D".
                var text = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n")
                    .Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
                if (text.Contains(email, StringComparison.Ordinal)) return Link().Match(text).Value;
            }
        }
    }

    /// <summary>Buys some of the first books as another shopper; returns the order's id.</summary>
    internal async Task<string> PlaceOrderAsync(int books = 1)
    {
        var buyer = await NewPageAsync();
        await buyer.FillCartAsync(books);
        await buyer.CheckOutAsync("tok_ok");
        var order = await buyer.OrderAsync();
        await Assertions.Expect(buyer.Status()).ToHaveTextAsync("Confirmed and paid");
        await buyer.Context.CloseAsync();
        return order;
    }

    /// <summary>Sends an operator's request.</summary>
    internal Task<ShopAnswer> OperateAsync(HttpMethod method, string path, string body) =>
        Operator.SendAsync(
            new(method, path) { Token = OpsToken, Body = body, IdempotencyKey = Guid.NewGuid().ToString() },
            CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_shop is not null)
        {
            Operator.Dispose();
            await _shop.DisposeAsync();
        }

        _starting.Dispose();
        _home.Dispose();
    }

    private async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_browser is not null) return;
            _shop = new(Path.Combine(_home.FullName, "data"), Path.Combine(_home.FullName, "shop.log"), OpsToken);
            // Time enough to look at the page while the order is on its way.
            _shop.Settings["PaymentSimulator__SlowDelay"] = "00:00:20";
            _shop.Settings["PaymentSimulator__SettlementDelay"] = "00:00:12";
            // Its own health probe receives the webhooks.
            _shop.Settings["Events__Webhooks__AllowPrivateTargets"] = "true";
            _shop.Settings["Payments__ReturnUrl"] = $"{_shop.Address}#/order/{{order}}";
            _shop.Settings["Messages__Sender"] = "File";
            _shop.Settings["Messages__Folder"] = Messages;
            _shop.Settings["Messages__VerificationLink"] = $"{_shop.Address}#/verify/{{token}}";
            await _shop.StartAsync(CancellationToken.None);
            Operator = new(_shop.Address, 1);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = RequiresToolFactAttribute.Find(Tool),
                // In containers the tests run as root, and shared memory is small.
                Args = ["--no-sandbox", "--disable-dev-shm-usage"],
            });
            Assertions.SetDefaultExpectTimeout(ExpectTimeout);
        }
        finally
        {
            _starting.Release();
        }
    }

    [GeneratedRegex("https?://\\S+")]
    private static partial Regex Link();
}

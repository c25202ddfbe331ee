using Microsoft.Playwright;

namespace ShopActors.Browser.Tests;

/// <summary>
/// The shop as a process, and a browser. Both are started by the first test that needs them; each test has a browser
/// context, and so a cart, of its own.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
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

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>A page of a shopper who has never been here.</summary>
    public async Task<IPage> NewPageAsync(
        int width = 1280, int height = 900, ColorScheme colours = ColorScheme.Light)
    {
        await StartAsync();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = _shop!.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = "en-GB",
            ColorScheme = colours,
        });
        return await context.NewPageAsync();
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
}

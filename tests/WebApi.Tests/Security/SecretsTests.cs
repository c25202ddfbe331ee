using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>
/// Payment tokens and access tokens are in no log line at any level, in no URL and in no text of an object.
/// </summary>
public sealed class SecretsTests(SecretsTests.TalkativeShop shop) : IClassFixture<SecretsTests.TalkativeShop>
{
    private const string Marked = "tok_marked_3f9c1e";
    private const string Secret = "a-secret-that-must-not-show";

    [Theory]
    [InlineData(Marked)]
    [InlineData("tok_ok")]
    [InlineData("tok_timeout_after")]
    public async Task Checkout_WithEverythingLogged_LeavesNoTokenInTheLog(string payment)
    {
        using var client = shop.NewClient();
        var sku = (string)(await client.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var cart = await client.NewCartWithAsync(sku);

        var answer = await client.CheckoutAsync(cart, $"secrets-{payment}", payment);
        if (answer.Status == HttpStatusCode.Accepted) await client.WaitForEndAsync((string)answer.Json["id"]!);
        await client.PostAsync("/payment", new { amount = 100, paymentToken = payment });
        await client.PostTextAsync("/payment", $$"""{"amount":"wrong","paymentToken":"{{payment}}"}""");
        await client.PostTextAsync(
            $"/carts/{cart}/checkout", $$"""{"paymentToken":"{{payment}}","more":1}""", key: "secrets-bad");

        Assert.DoesNotContain(payment, answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty(shop.Lines);
        Assert.DoesNotContain(shop.Lines, line => line.Contains(payment, StringComparison.Ordinal));
        Assert.DoesNotContain(shop.Lines, line => line.Contains(client.Token!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlainPayment_WithTheTokenInTheAddress_IsRefused()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();

        var answer = await client.PostAsync($"/payment?amount=100&paymentToken=tok_query");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    /// <summary>Records print all their members; one with a token must not, wherever its text ends up.</summary>
    [Fact]
    public void Records_WithATokenMember_DoNotPrintIt()
    {
        var assemblies = new[] { "ShopActors.Grains.Interfaces", "ShopActors.Grains", "ShopActors.WebApi" }.Select(
            Assembly.Load);
        var members = assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetMethod("<Clone>$") is not null)
            .SelectMany(type => type.GetProperties()
                .Where(property => property.PropertyType == typeof(string) && property.CanWrite &&
                    property.Name.EndsWith("Token", StringComparison.Ordinal))
                .Select(property => (Type: type, Property: property)))
            .ToList();

        Assert.True(members.Count >= 6, $"Only {members.Count} were found.");
        Assert.All(members, member =>
        {
            var instance = RuntimeHelpers.GetUninitializedObject(member.Type);
            member.Property.SetValue(instance, Secret);
            Assert.DoesNotContain(Secret, instance.ToString() ?? "", StringComparison.Ordinal);
        });
    }

    /// <summary>A shop that logs all that any part of it would ever log.</summary>
    public sealed class TalkativeShop : ShopFixture
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        protected override void ConfigureServices(IServiceCollection services) => services.AddLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddProvider(new Listener(Lines));
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.Services.Configure<LoggerFilterOptions>(options =>
            {
                options.Rules.Clear();
                options.MinLevel = LogLevel.Trace;
            });
        });
    }

    private sealed class Listener(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Payments;

/// <summary>The provider over HTTP: against the simulator's own server, and against servers that lie.</summary>
public sealed class HttpPaymentProviderTests : IDisposable
{
    private const string Secret = "whsec_0123456789abcdef";

    private const string OtherKey = """
        {"kind":"authorise","key":"other","amount":1,"currency":"EUR","outcome":"succeeded","code":null,"reference":"r"}
        """;

    private readonly TemporaryDirectory _home = new("provider-tests-");
    private readonly HttpMessageInvoker _http = HttpPaymentProvider.CreateClient();

    public static ProviderRequest Authorise(string token = "tok_ok") => new()
    {
        Operation = ProviderOperation.Authorise,
        Key = PaymentKeys.Authorisation(PaymentDriver.Id),
        Payment = PaymentDriver.Id,
        Order = PaymentDriver.Order,
        Amount = PaymentDriver.Total,
        Token = token,
    };

    private static ProviderLookup LookUp() => new()
    {
        Key = PaymentKeys.Authorisation(PaymentDriver.Id),
        Payment = PaymentDriver.Id,
        Operation = ProviderOperation.Authorise,
    };

    public void Dispose()
    {
        _http.Dispose();
        _home.Dispose();
    }

    [Theory]
    [InlineData("tok_timeout_before", ProviderOutcome.NotFound)]
    [InlineData("tok_timeout_after", ProviderOutcome.Succeeded)]
    public async Task B2_Simulator_LostAnswer_IsUnknownUntilAskedAgain(string token, ProviderOutcome found)
    {
        await using var server = await StartSimulator();
        var provider = new HttpPaymentProvider(_http, AddressOf(server));

        Assert.Equal(ProviderOutcome.Unknown, (await provider.ExecuteAsync(Authorise(token), default)).Outcome);
        Assert.Equal(found, (await provider.FindAsync(LookUp(), default)).Outcome);
        Assert.Equal(ProviderOutcome.Succeeded, (await provider.ExecuteAsync(Authorise(token), default)).Outcome);
    }

    [Theory]
    [InlineData("tok_ok", 1)]
    [InlineData("tok_duplicate_webhook", 3)]
    public async Task Simulator_Webhooks_AreSignedAndNameTheOperation(string token, int copies)
    {
        var received = new List<(string? Signature, byte[] Body)>();
        var enough = new TaskCompletionSource();
        await using var shop = await StartServer(async context =>
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer);
            lock (received)
            {
                received.Add((context.Request.Headers[WebhookSignature.Header], buffer.ToArray()));
                if (received.Count == copies) enough.TrySetResult();
            }
        });
        await using var server = await StartSimulator($"--PaymentSimulator:WebhookUrl={AddressOf(shop)}hook");
        await new HttpPaymentProvider(_http, AddressOf(server)).ExecuteAsync(Authorise(token), default);
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));

        foreach (var (signature, body) in received)
        {
            Assert.Equal(
                SignatureProblem.None,
                WebhookSignature.Check(signature, body, [Secret], TimeProvider.System.GetUtcNow()));
            Assert.True(WebhookBody.TryRead(body, out var payment, out var webhook));
            Assert.Equal(
                (PaymentDriver.Id, Authorise().Key, "authorisation.succeeded"), (payment, webhook.Key, webhook.Type));
        }

        Assert.Single(
            received.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("id").GetString()).Distinct());
    }

    [Theory]
    [InlineData(200, "{", ProviderOutcome.Unknown)]
    [InlineData(200, "", ProviderOutcome.Unknown)]
    [InlineData(200, "null", ProviderOutcome.Unknown)]
    [InlineData(200, OtherKey, ProviderOutcome.Unknown)]
    [InlineData(500, "", ProviderOutcome.Unknown)]
    [InlineData(404, "", ProviderOutcome.Unknown)]
    [InlineData(302, "", ProviderOutcome.Unknown)]
    [InlineData(402, "", ProviderOutcome.Unknown)]
    [InlineData(429, "", ProviderOutcome.Unavailable)]
    [InlineData(503, "", ProviderOutcome.Unavailable)]
    public async Task B10_LyingServer_IsNeverBelieved(int status, string body, ProviderOutcome expected)
    {
        await using var server = await StartServer(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync(body);
        });
        var answer = await new HttpPaymentProvider(_http, AddressOf(server)).ExecuteAsync(Authorise(), default);
        Assert.Equal(expected, answer.Outcome);
    }

    [Fact]
    public async Task B10_EndlessAnswer_IsCutOff()
    {
        await using var server = await StartServer(async context =>
        {
            var block = Encoding.ASCII.GetBytes(new string(' ', 16 * 1024));
            for (var i = 0; i < 1_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block);
            }
        });
        var answer = await new HttpPaymentProvider(_http, AddressOf(server)).ExecuteAsync(Authorise(), default);
        Assert.Equal((ProviderOutcome.Unknown, "answer_too_large"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task PortWithoutListener_IsUnknown()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        var answer = await new HttpPaymentProvider(_http, address).ExecuteAsync(Authorise(), default);
        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
    }

    private static Uri AddressOf(WebApplication app) => new(app.Urls.First().TrimEnd('/') + "/");

    private async Task<WebApplication> StartSimulator(params string[] more)
    {
        var app = SimulatorServer.Create(
        [
            "--Port=0", $"--Storage:Path={_home.FullName}",
            $"--PaymentSimulator:WebhookSecret={Secret}", "--Logging:LogLevel:Default=Warning", .. more,
        ]);
        await app.StartAsync();
        return app;
    }

    private static async Task<WebApplication> StartServer(RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(handler);
        await app.StartAsync();
        return app;
    }
}

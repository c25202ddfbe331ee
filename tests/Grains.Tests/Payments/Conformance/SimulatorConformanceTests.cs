using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Payments.Conformance;

/// <summary>The simulated provider over HTTP, as a process of its own.</summary>
public sealed class SimulatorConformanceTests : ProviderConformance
{
    private readonly TemporaryDirectory _home = new("conformance-");
    private readonly FakeTimeProvider _time = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HttpMessageInvoker _http = HttpPaymentProvider.CreateClient();
    private WebApplication _server = null!;

    protected override ProviderTokens Tokens => ProviderTokens.OfSimulator;

    public override async Task InitializeAsync()
    {
        _server = SimulatorServer.Create(
            [
                "--Port=0", $"--Storage:Path={_home.FullName}",
                "--Logging:LogLevel:Default=Warning",
            ],
            _time);
        await _server.StartAsync();
        Provider = new HttpPaymentProvider(_http, new Uri(_server.Urls.First().TrimEnd('/') + "/"));
    }

    public override async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _home.Dispose();
    }

    protected override Task ConfirmAsync(bool approve) =>
        _server.Services.GetRequiredService<SimulatorEngine>().ConfirmAsync(
            PaymentKeys.Authorisation(PaymentDriver.Id), approve, default);

    protected override Task SettleAsync()
    {
        _time.Advance(_server.Services.GetRequiredService<IOptions<SimulatorOptions>>().Value.SettlementDelay);
        return Task.CompletedTask;
    }
}

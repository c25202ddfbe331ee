using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace ShopActors.WebApi.Tests.Telemetry;

/// <summary>A shop that exports traces, to a collector that is not there, and keeps one of them for the test.</summary>
public sealed class TracedFixture : ShopFixture
{
    internal SpanRecorder Recorder { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"http://127.0.0.1:{FreePort.Next()}",
    };

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(Recorder));
    }
}

using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ShopActors.Hosting.Telemetry;

/// <summary>
/// The OpenTelemetry SDK of a process (docs/adr/0025-telemetry.md). Metrics are always measured, for <c>/metrics</c>.
/// Traces cost processor time with every call, so there are none unless they are exported.
/// </summary>
public static class ShopTelemetry
{
    /// <summary>The name of the shop's own meter and activity source.</summary>
    public const string SourceName = "ShopActors";

    private const string MetricsPath = "/metrics";
    private const string HttpClientMeter = "System.Net.Http";

    private static readonly string[] Meters =
    [
        SourceName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.Orleans",
        HttpClientMeter,
    ];

    // Orleans counts every stage that a message passes. What these say follows from the counts of messages and of grain
    // calls, and dropped instruments cost nothing.
    private static readonly FrozenSet<string> DroppedInstruments =
    [
        "orleans-directory-lookups-cache-issued",
        "orleans-directory-lookups-cache-successes",
        "orleans-directory-lookups-local-directory-issued",
        "orleans-directory-lookups-local-directory-successes",
        "orleans-directory-lookups-local-issued",
        "orleans-directory-lookups-local-successes",
        "orleans-messaging-processing-activation-data",
        "orleans-messaging-processing-dispatcher-processed",
        "orleans-messaging-processing-ima-enqueued",
        "orleans-messaging-processing-ima-received",
        "orleans-messaging-received-header-size",
        "orleans-messaging-received-messages-size",
        "orleans-messaging-sent-header-size",
        "orleans-messaging-sent-messages-size",
    ];

    // Without the peer's address: there is a series for each value of a tag, and webhooks have a peer per endpoint.
    private static readonly string[] HttpClientTags =
        ["http.request.method", "http.response.status_code", "error.type", "http.connection.state"];

    /// <summary>Adds the SDK: what is measured and traced, and the exporters.</summary>
    /// <param name="builder">The program.</param>
    /// <param name="service">The program's name in traces and metrics, unless <c>OTEL_SERVICE_NAME</c> is set.</param>
    public static IHostApplicationBuilder AddShopTelemetry(this IHostApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => AddMetrics(metrics, builder.Configuration));
        if (OtlpExport.IsOn(builder.Configuration, OtlpExport.Traces)) telemetry.WithTracing(AddTraces);
        if (OtlpExport.IsOn(builder.Configuration, OtlpExport.Logs))
        {
            telemetry.WithLogging(static logs => logs.AddOtlpExporter());
        }

        return builder;
    }

    /// <summary>Maps <c>GET /metrics</c>. The metrics name grain types and silos, never a customer's data.</summary>
    public static IEndpointConventionBuilder MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint(MetricsPath)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get]))
            .ExcludeFromDescription();

    private static void AddMetrics(MeterProviderBuilder metrics, IConfiguration configuration)
    {
        metrics
            .AddMeter(Meters)
            .AddRuntimeInstrumentation()
            .AddProcessInstrumentation()
            .AddNpgsqlInstrumentation()
            .AddView(ViewOf)
            .AddPrometheusExporter(static options =>
            {
                // A label of every series that says nothing more than the metric's name.
                options.ScopeInfoEnabled = false;
            });
        if (OtlpExport.IsOn(configuration, OtlpExport.Metrics)) metrics.AddOtlpExporter();
    }

    private static MetricStreamConfiguration? ViewOf(Instrument instrument) =>
        DroppedInstruments.Contains(instrument.Name) ? MetricStreamConfiguration.Drop
        : instrument.Meter.Name == HttpClientMeter ? new() { TagKeys = HttpClientTags }
        : null;

    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddSource(SourceName, "Microsoft.Orleans.Application", "Microsoft.Orleans.Lifecycle")
        .AddAspNetCoreInstrumentation(static options => options.Filter = static context => !IsProbe(context))
        .AddHttpClientInstrumentation()
        .AddNpgsql()
        .AddRedisInstrumentation()
        .AddProcessor<PrivateTags>()
        .AddOtlpExporter();

    private static bool IsProbe(HttpContext context) =>
        context.Request.Path.Value is "/healthz" or "/readyz" or MetricsPath;
}

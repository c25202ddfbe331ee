namespace ShopActors.Hosting.Telemetry;

/// <summary>
/// Which signals go to an OTLP collector, by OpenTelemetry's standard variables: those with an endpoint, unless the
/// signal's exporter is <c>none</c> or the SDK is disabled.
/// </summary>
internal static class OtlpExport
{
    public const string Traces = "TRACES";
    public const string Metrics = "METRICS";
    public const string Logs = "LOGS";

    public static bool IsOn(IConfiguration configuration, string signal)
    {
        var isDisabled = bool.TryParse(configuration["OTEL_SDK_DISABLED"], out var disabled) && disabled;
        var isNone = string.Equals(
            configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase);
        return !isDisabled && !isNone
            && (HasValue(configuration, "OTEL_EXPORTER_OTLP_ENDPOINT")
                || HasValue(configuration, $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"));
    }

    private static bool HasValue(IConfiguration configuration, string name) =>
        !string.IsNullOrWhiteSpace(configuration[name]);
}

using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace ShopActors.Hosting.Logging;

/// <summary>
/// The console log of both programs: JSON in Production, for a log collector, and one line of text per event elsewhere.
/// Times are UTC. JSON has the ids of trace and span (<see cref="TraceScope"/>).
/// </summary>
public static class ShopLogging
{
    private const string FormatterKey = "Logging:Console:FormatterName";

    /// <summary>
    /// Adds the defaults below all other configuration sources, so that any <c>Logging</c> setting overrides them. Must
    /// be called before settings are changed in code, because inserting a source reloads all of them.
    /// </summary>
    public static IHostApplicationBuilder AddShopLogging(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        var formatter = configuration[FormatterKey] ??
            (builder.Environment.IsProduction() ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple);
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults(formatter) });

        builder.Services.AddSingleton<IExternalScopeProvider, TraceScope>();

        // The slim host builder selects the simple formatter in code, which would override the setting.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.FormatterName = formatter);
        return builder;
    }

    private static Dictionary<string, string?> Defaults(string formatter) => new()
    {
        ["Logging:Console:FormatterOptions:TimestampFormat"] =
            formatter == ConsoleFormatterNames.Json ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "HH:mm:ss.fff ",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:IncludeScopes"] =
            formatter == ConsoleFormatterNames.Json ? "true" : "false",
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",

        // Each program logs its own address, in its last line of the start.
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",

        // Orleans prints its options and the stages of its start, about forty lines.
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Microsoft.Orleans"] = "Warning",

        // Logs at Information that a silo was voted dead, and a line or two at start.
        ["Logging:LogLevel:Orleans.Runtime.MembershipService.MembershipTableManager"] = "Information",

        // Every placement of a grain runs a resilience pipeline, which logs each attempt at Information.
        ["Logging:LogLevel:Polly"] = "Warning",

        // Logs every refused call at Information.
        ["Logging:LogLevel:Grpc"] = "Warning",

        // One line per request with an invalid token: anonymous requests could fill the log.
        ["Logging:LogLevel:ShopActors.WebApi.Security.ShopAuthentication"] = "Warning",
    };
}

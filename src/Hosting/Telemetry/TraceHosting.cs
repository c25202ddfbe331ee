using OpenTelemetry.Instrumentation.StackExchangeRedis;
using OpenTelemetry.Trace;
using Orleans.Clustering.Redis;
using Orleans.Hosting;

namespace ShopActors.Hosting.Telemetry;

/// <summary>What a silo or a client does for traces, if there are any.</summary>
internal static class TraceHosting
{
    /// <summary>Makes spans of grain calls, as children of the caller's.</summary>
    public static void AddTraces(this ISiloBuilder silo)
    {
        if (!OtlpExport.IsOn(silo.Configuration, OtlpExport.Traces)) return;
        silo.AddActivityPropagation();
        silo.Services.TraceMembership();
    }

    /// <summary>Makes spans of grain calls, as children of the caller's.</summary>
    public static void AddTraces(this IClientBuilder client)
    {
        if (!OtlpExport.IsOn(client.Configuration, OtlpExport.Traces)) return;
        client.AddActivityPropagation();
        client.Services.TraceMembership();
    }

    // Orleans makes its connection to Redis itself, so that the instrumentation cannot find it in the container.
    private static void TraceMembership(this IServiceCollection services)
    {
        StackExchangeRedisInstrumentation? redis = null;
        services.ConfigureOpenTelemetryTracerProvider(
            traces => traces.ConfigureRedisInstrumentation(instrumentation => redis = instrumentation));
        services.PostConfigure<RedisClusteringOptions>(options =>
        {
            var connect = options.CreateMultiplexer;
            options.CreateMultiplexer = async settings =>
            {
                var connection = await connect(settings).ConfigureAwait(false);
                redis?.AddConnection(connection.Multiplexer);
                return connection;
            };
        });
    }
}

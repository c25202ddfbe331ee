using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Filters;
using Nola.Runtime.Hosting;

namespace Orleans.Hosting;

/// <summary>Configures a client.</summary>
public static partial class ClientBuilderExtensions
{
    /// <summary>Adds services.</summary>
    public static IClientBuilder ConfigureServices(
        this IClientBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Changes options.</summary>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configureOptions);
        return builder;
    }

    /// <summary>Binds options to configuration.</summary>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, IConfiguration configuration)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<TOptions>().Bind(configuration);
        return builder;
    }

    /// <summary>Decides whether a failed connection to the cluster is tried again.</summary>
    public static IClientBuilder UseConnectionRetryFilter(
        this IClientBuilder builder, IClientConnectionRetryFilter filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton(filter));
        return builder;
    }

    /// <summary>Decides whether a failed connection to the cluster is tried again.</summary>
    public static IClientBuilder UseConnectionRetryFilter(
        this IClientBuilder builder, Func<Exception, CancellationToken, Task<bool>> connectionRetryFilter) =>
        builder.UseConnectionRetryFilter(new DelegateRetryFilter(connectionRetryFilter));

    /// <summary>Decides whether a failed connection to the cluster is tried again.</summary>
    public static IClientBuilder UseConnectionRetryFilter<TFilter>(this IClientBuilder builder)
        where TFilter : class, IClientConnectionRetryFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IClientConnectionRetryFilter, TFilter>());
        return builder;
    }

    /// <summary>Is told when the last connection to the cluster is lost.</summary>
    public static IClientBuilder AddClusterConnectionLostHandler(
        this IClientBuilder builder, ConnectionToClusterLostHandler handler) =>
        builder.AddClusterConnectionStatusObserver(new DelegateStatusObserver(handler, null));

    /// <summary>Is told when the number of connected gateways changes.</summary>
    public static IClientBuilder AddGatewayCountChangedHandler(
        this IClientBuilder builder, GatewayCountChangedHandler handler) =>
        builder.AddClusterConnectionStatusObserver(new DelegateStatusObserver(null, handler));

    /// <summary>Is told about the connection to the cluster.</summary>
    public static IClientBuilder AddClusterConnectionStatusObserver<TObserver>(
        this IClientBuilder builder, TObserver observer)
        where TObserver : IClusterConnectionStatusObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IClusterConnectionStatusObserver>(observer);
        return builder;
    }

    /// <summary>Is told about the connection to the cluster.</summary>
    public static IClientBuilder AddClusterConnectionStatusObserver<TObserver>(this IClientBuilder builder)
        where TObserver : class, IClusterConnectionStatusObserver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IClusterConnectionStatusObserver, TObserver>();
        return builder;
    }

    /// <summary>Adds a filter of calls to this client's observers.</summary>
    public static IClientBuilder AddIncomingGrainCallFilter(this IClientBuilder builder, IIncomingGrainCallFilter filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(filter);
        return builder;
    }

    /// <summary>Adds a filter of calls to this client's observers.</summary>
    public static IClientBuilder AddIncomingGrainCallFilter<TImplementation>(this IClientBuilder builder)
        where TImplementation : class, IIncomingGrainCallFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IIncomingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter of calls to this client's observers.</summary>
    public static IClientBuilder AddIncomingGrainCallFilter(
        this IClientBuilder builder, IncomingGrainCallFilterDelegate filter) =>
        builder.AddIncomingGrainCallFilter(new DelegateIncomingFilter(filter));

    /// <summary>Adds a filter of calls from this client.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter(this IClientBuilder builder, IOutgoingGrainCallFilter filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(filter);
        return builder;
    }

    /// <summary>Adds a filter of calls from this client.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter<TImplementation>(this IClientBuilder builder)
        where TImplementation : class, IOutgoingGrainCallFilter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter of calls from this client.</summary>
    public static IClientBuilder AddOutgoingGrainCallFilter(
        this IClientBuilder builder, OutgoingGrainCallFilterDelegate filter) =>
        builder.AddOutgoingGrainCallFilter(new DelegateOutgoingFilter(filter));

    /// <summary>
    /// Makes spans of calls for whoever listens to <c>Microsoft.Orleans.Application</c> and
    /// <c>Microsoft.Orleans.Runtime</c>, and sends the caller's span along. Costs nothing while nobody listens.
    /// </summary>
    public static IClientBuilder AddActivityPropagation(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        HostServices.AddTracing(builder.Services);
        return builder;
    }
}

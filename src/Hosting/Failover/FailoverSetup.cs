using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ShopActors.Hosting.Failover;

/// <summary>Applies <see cref="FailoverSettings"/> to Orleans.</summary>
internal static class FailoverSetup
{
    public static void AddFailover(this ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddFailoverSettings();
        services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<FailoverSettings>>(
            static (options, settings) =>
            {
                var failover = settings.Value;
                options.ProbeTimeout = failover.ProbeTimeout;
                options.MaxProbeTimeout = failover.ProbeTimeoutMax;
                options.NumMissedProbesLimit = failover.ProbesMissed;
                options.NumVotesForDeathDeclaration = failover.VotesForDeath;
                options.DeathVoteExpirationTimeout = failover.VoteExpiration;
                options.TableRefreshTimeout = failover.TableRefreshPeriod;
                options.IAmAliveTablePublishTimeout = failover.HeartbeatPeriod;
            });
        services.AddOptions<SiloMessagingOptions>().Configure<IOptions<FailoverSettings>>(static (options, settings) =>
        {
            options.ResponseTimeout = settings.Value.ResponseTimeout;
            options.SystemResponseTimeout = settings.Value.SystemResponseTimeout;
        });
    }

    /// <summary>
    /// Only clients repeat calls, and with them the whole chain of calls behind one: repetitions between silos would
    /// multiply, and an order repeats its own steps. An embedded shop has no other silo that could answer.
    /// </summary>
    public static void AddFailover(this IClientBuilder client)
    {
        var services = client.Services;
        services.AddFailoverSettings();
        services.AddOptions<GatewayOptions>().Configure<IOptions<FailoverSettings>>(static (options, settings) =>
            options.GatewayListRefreshPeriod = settings.Value.GatewayRefreshPeriod);
        services.AddOptions<ClientMessagingOptions>().Configure<IOptions<FailoverSettings>>(
            static (options, settings) => options.ResponseTimeout = settings.Value.ResponseTimeout);
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.TryAddSingleton<CallRepeater>();
        services.AddSingleton<IOutgoingGrainCallFilter, RepeatedCalls>();
    }

    /// <summary>How long a silo must have been silent before a vote against it counts.</summary>
    public static TimeSpan SilenceBeforeDeath(this FailoverSettings settings) =>
        settings.ProbeTimeoutMax * settings.ProbesMissed;

    private static void AddFailoverSettings(this IServiceCollection services)
    {
        services.AddOptions<FailoverSettings>()
            .BindConfiguration(FailoverSettings.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FailoverSettings>, FailoverValidator>());
        services.AddHostedService<FailoverWarnings>();
        services.AddOptions<ConnectionOptions>().Configure<IOptions<FailoverSettings>>(static (options, settings) =>
            options.ConnectionRetryDelay = settings.Value.ReconnectDelay);
    }
}

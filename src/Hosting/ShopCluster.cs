using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using ShopActors.Hosting.Failover;
using ShopActors.Hosting.Gateway;
using ShopActors.Hosting.LoadShedding;
using ShopActors.Hosting.Ports;
using ShopActors.Hosting.Telemetry;
using ShopActors.Hosting.Tls;
using ShopActors.PaymentSimulator;
using ShopActors.Storage;
using ShopActors.Stripe;

namespace ShopActors.Hosting;

/// <summary>Joins a process to the shop's cluster, as a silo or as a client.</summary>
public static class ShopCluster
{
    private const string WebhookUrlKey = $"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.WebhookUrl)}";

    /// <summary>
    /// Configures an API process for the topology: with a silo of its own if <see cref="ClusterMode.Embedded"/>,
    /// otherwise as a client of the cluster.
    /// </summary>
    public static IHostApplicationBuilder AddShopCluster(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOwnPorts<HttpPorts>();
        return Read<ClusterSettings>(builder, ClusterSettings.SectionName).Mode == ClusterMode.Embedded
            ? builder.AddShopSilo()
            : AddShopClient(builder);
    }

    /// <summary>Adds a silo with the shop's grains.</summary>
    public static IHostApplicationBuilder AddShopSilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var cluster = AddSettings(builder);
        if (cluster.Mode == ClusterMode.Cluster) builder.AddShopTls(TlsRole.Silo);
        var silo = Read<SiloSettings>(builder, SiloSettings.SectionName);
        var redis = Read<RedisSettings>(builder, RedisSettings.SectionName);
        AddPaymentProvider(builder, cluster.Mode);
        if (cluster.Mode == ClusterMode.Cluster)
        {
            builder.Configuration["Storage:Backend"] ??= nameof(StorageBackend.Postgres);
        }

        builder.Services.AddGrainInterfaceTypes();
        builder.UseOrleans(host =>
        {
            host.Configure<ClusterOptions>(options => SetIdentity(options, cluster));
            host.Services.AddKeyedSingleton<TimeProvider, MembershipClock>(TimeProviderNames.Membership);
            if (cluster.Mode == ClusterMode.Embedded)
            {
                host.UseEmbeddedSilo(cluster);
            }
            else
            {
                host.UseRedisClustering(redis.ConnectionString);
                host.ConfigureEndpoints(
                    IPAddress.Parse(silo.AdvertisedAddress), silo.SiloPort, silo.GatewayPort, silo.ListenOnAnyAddress);
                host.Configure<EndpointOptions>(options => SetListeningPorts(options, silo));
                host.ReplaceListeners<SiloListeners>();
                host.Services.AddOwnPorts<SiloPorts>();
                host.UseShopTls();
            }

            host.AddFailover();
            host.AddLoadShedding();
            host.CheckClientMessages();
            host.AddShop(builder.Configuration);
            host.AddEventBrokers(builder.Configuration);
            host.AddTraces();
        });
        return builder;
    }

    /// <summary>
    /// With a key of Stripe, Stripe is the provider. Without it and without a provider's address the simulated one runs
    /// in this process, with its books in the shop's store, in Production only if that is allowed. In an embedded shop
    /// it also sends its webhooks to the shop, signed with a secret generated for this run.
    /// </summary>
    private static void AddPaymentProvider(IHostApplicationBuilder builder, ClusterMode mode)
    {
        var configuration = builder.Configuration;
        builder.Services.AddStripeOptions(configuration);
        if (configuration.HasStripe())
        {
            builder.Services.AddStripe();
            return;
        }

        if (configuration[$"{PaymentOptions.SectionName}:{nameof(PaymentOptions.ProviderUrl)}"] is not null) return;

        var isAlone = mode == ClusterMode.Embedded && configuration[WebhookUrlKey] is null;
        if (isAlone)
        {
            var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            builder.Services.TryAddSingleton<IWebhookChannel, GrainWebhookChannel>();
            configuration[$"{SimulatorOptions.SectionName}:{nameof(SimulatorOptions.WebhookSecret)}"] = secret;
            configuration[$"{PaymentOptions.SectionName}:{nameof(PaymentOptions.WebhookSecrets)}:0"] = secret;
        }

        builder.Services.AddSingleton<IValidateOptions<SimulatorOptions>, SimulatorInProduction>();
        builder.Services.AddPaymentSimulator(configuration, answersEarly: isAlone);
        builder.Services.TryAddSingleton<IPaymentProvider, SimulatedPaymentProvider>();
    }

    private static IHostApplicationBuilder AddShopClient(IHostApplicationBuilder builder)
    {
        var cluster = AddSettings(builder);
        var redis = Read<RedisSettings>(builder, RedisSettings.SectionName);
        builder.Services.AddGrainInterfaceTypes();
        builder.AddShopTls(TlsRole.Api);
        builder.UseOrleansClient(host =>
        {
            host.Configure<ClusterOptions>(options => SetIdentity(options, cluster));
            host.UseRedisClustering(redis.ConnectionString);
            host.UseShopTls();
            host.AddFailover();
            host.AddTraces();
        });

        // The API verifies the signatures of webhooks before it calls a grain.
        builder.Services.AddOptions<PaymentOptions>()
            .BindConfiguration(PaymentOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddStripeOptions(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    private static ClusterSettings AddSettings(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClusterSettings>()
            .BindConfiguration(ClusterSettings.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<SiloSettings>()
            .BindConfiguration(SiloSettings.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<RedisSettings>()
            .BindConfiguration(RedisSettings.SectionName).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<StopDelay>();
        builder.Services.TryAddSingleton<OwnPorts>();
        return Read<ClusterSettings>(builder, ClusterSettings.SectionName);
    }

    // Behind a port mapping or a proxy, a silo listens on another port than the one it advertises.
    private static void SetListeningPorts(EndpointOptions options, SiloSettings settings)
    {
        var address = settings.ListenOnAnyAddress ? IPAddress.Any : IPAddress.Parse(settings.AdvertisedAddress);
        if (settings.SiloListeningPort is { } silo) options.SiloListeningEndpoint = new IPEndPoint(address, silo);
        if (settings.GatewayListeningPort is { } gateway)
        {
            options.GatewayListeningEndpoint = new IPEndPoint(address, gateway);
        }
    }

    private static void SetIdentity(ClusterOptions options, ClusterSettings settings)
    {
        options.ClusterId = settings.ClusterId;
        options.ServiceId = settings.ServiceId;
    }

    // The topology determines what is registered, so it is read before options exist; they are validated at start.
    private static T Read<T>(IHostApplicationBuilder builder, string section)
        where T : new() =>
        builder.Configuration.GetSection(section).Get<T>() ?? new T();
}

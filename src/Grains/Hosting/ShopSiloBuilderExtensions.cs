using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using ShopActors;

namespace Orleans.Hosting;

/// <summary>Adds the shop's grains to a silo.</summary>
public static class ShopSiloBuilderExtensions
{
    /// <summary>
    /// Adds the shop's grains and what they need: the journal store that the <c>Storage</c> section selects, unless one
    /// was added before, with wake-ups; the catalogue with its seed; the payment provider of
    /// <c>Payments:ProviderUrl</c>, unless an <see cref="IPaymentProvider"/> was added before; the guard of grain
    /// calls; and the validated options of orders and payments.
    /// </summary>
    public static ISiloBuilder AddShop(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.AddJournalStore(configuration);
        builder.AddJournalServices();
        builder.Configure<GrainCollectionOptions>(ActivationLifetimes.Configure);
        builder.Configure<GrainDirectoryOptions>(ActivationLifetimes.Configure);
        builder.AddCatalog(configuration);
        builder.AddEvents(configuration);
        builder.Services.AddShopServices(configuration);
        builder.Services.AddMessages(configuration);
        builder.Services.AddCallGuard();

        // Created with the silo, so that before its first order the metrics say that none is pending.
        builder.AddStartupTask(static (services, _) =>
        {
            services.GetRequiredService<PurchaseInstruments>();
            services.GetRequiredService<StockInstruments>();
            services.GetRequiredService<OutletInstruments>();
            return Task.CompletedTask;
        });
        return builder;
    }

    /// <summary>
    /// Denies grain calls by default, and does not start a silo with a method that declares no callers.
    /// </summary>
    private static void AddCallGuard(this IServiceCollection services)
    {
        services.TryAddSingleton<CallRules>();
        services.AddSingleton<IIncomingGrainCallFilter, GrainCallGuard>();
        services.AddSingleton<IConfigurationValidator, CallRulesValidator>();
    }

    private static void AddShopServices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OrderOptions>()
            .Bind(configuration.GetSection(OrderOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PaymentOptions>()
            .Bind(configuration.GetSection(PaymentOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AuditOptions>()
            .Bind(configuration.GetSection(AuditOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OrderOptions>, OrderOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PaymentOptions>, PaymentOptionsValidator>());
        services.AddOptions<ShippingOptions>()
            .Bind(configuration.GetSection(ShippingOptions.SectionName)).ValidateOnStart();
        services.AddOptions<TaxOptions>()
            .Bind(configuration.GetSection(TaxOptions.SectionName)).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ShippingOptions>, ShippingOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TaxOptions>, TaxOptionsValidator>());
        services.TryAddSingleton<PricingTerms>();
        services.TryAddSingleton<PromotionCache>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.TryAddSingleton(static provider => CreateJitter(provider.GetRequiredService<RandomNumberGenerator>()));
        services.AddMetrics();
        services.TryAddSingleton<PurchaseInstruments>();
        services.TryAddSingleton<PaymentGateway>();
        services.TryAddSingleton(CreateProvider);
        services.AddSingleton<IEventPublisher, CustomerTotalsFeed>();
        services.AddSchedules();
    }

    private static void AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton(new Schedule("reconciliations", static grains =>
            grains.GetGrain<IReconciliationSchedule>(IReconciliationGrain.Key).Plan()));
        services.AddSingleton(new Schedule("audits", static grains =>
            grains.GetGrain<IAuditRecords>(IAuditHistoryGrain.Key).Plan()));
        services.AddSingleton<SchedulePlanner>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static provider => provider.GetRequiredService<SchedulePlanner>());
    }

    private static JitterSource CreateJitter(RandomNumberGenerator random)
    {
        Span<byte> seed = stackalloc byte[4];
        random.GetBytes(seed);
        return new JitterSource(BinaryPrimitives.ReadInt32LittleEndian(seed));
    }

    private static IPaymentProvider CreateProvider(IServiceProvider services)
    {
        var url = services.GetRequiredService<IOptions<PaymentOptions>>().Value.ProviderUrl
            ?? throw new InvalidOperationException(
                "There is no payment provider: set Payments:ProviderUrl or add one to this process.");
        return new HttpPaymentProvider(HttpPaymentProvider.CreateClient(), url);
    }
}

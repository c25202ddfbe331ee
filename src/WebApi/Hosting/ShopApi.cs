using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ShopActors.PaymentSimulator;
using ShopActors.Storage;
using ShopActors.WebApi.Carts;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Customers;
using ShopActors.WebApi.Events;
using ShopActors.WebApi.Grpc;
using ShopActors.WebApi.Hosting.OpenApi;
using ShopActors.WebApi.Imports;
using ShopActors.WebApi.Limits;
using ShopActors.WebApi.Messaging;
using ShopActors.WebApi.OpenId;
using ShopActors.WebApi.Ops;
using ShopActors.WebApi.Orders;
using ShopActors.WebApi.Payments;
using ShopActors.WebApi.Promotions;
using ShopActors.WebApi.Stock;

namespace ShopActors.WebApi.Hosting;

/// <summary>Composes the API: its services, and the middleware in the order of a request.</summary>
internal static class ShopApi
{
    public static void AddShopApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ApiLimits>().BindConfiguration(ApiLimits.SectionName)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.SectionName)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OpsOptions>().BindConfiguration(OpsOptions.SectionName);
        services.AddOptions<IdOptions>().BindConfiguration(IdOptions.SectionName)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddSingleton<IValidateOptions<IdOptions>, IdOptionsValidator>();
        services.AddSingleton<KnownProxies>();
        services.AddSingleton<ConnectionLimit>();
        services.AddSingleton<RequestRates>();
        services.AddSingleton<Traffic>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelHardening>();
        services.AddSingleton(CreateSeal);
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        services.AddPasswords();
        services.AddOpenId();
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.AddSingleton<OpsToken>();
        services.AddSingleton<OperatorKeys>();
        services.AddSingleton<CallerTokens>();
        services.AddAuthentication(ShopAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ShopAuthentication>(ShopAuthentication.SchemeName, null);
        services.AddAuthorization(Access.AddPolicies);
        // Before the framework's own writer, which is asked when no other one can write.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddSingleton<UnhandledErrors>();
        services.AddExceptionHandler<UnhandledErrors>();
        services.AddCrossOrigin();
        var limits = builder.Configuration.GetSection(ApiLimits.SectionName).Get<ApiLimits>() ?? new ApiLimits();
        services.AddRequestTimeouts(options => options.DefaultPolicy = new()
        {
            Timeout = limits.RequestTimeMax,
            // Not written here, where the request counts as aborted, so that a body would break off.
            WriteTimeoutResponse = static _ => throw new TimeoutException("The request took too long."),
        });
        services.AddHealthChecks().AddCheck<ClusterHealth>("cluster");
        services.AddHostedService<StartNotice>();
        services.AddOutputCache();
        services.AddOptions<LiveEventOptions>().BindConfiguration(LiveEventOptions.SectionName)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<EventFollower>();
        services.AddOpenApi("v1", DocumentDescription.Configure);
        builder.AddShopGrpc();
        builder.AddMessaging();
    }

    public static void UseShopApi(this WebApplication app)
    {
        // Before the store opens, which makes the names in its folder durable, including that of the key's file.
        app.Services.GetRequiredService<IdSeal>();

        var rates = app.Services.GetRequiredService<RequestRates>();
        app.UseExceptionHandler();
        app.UseSecurityHeaders();
        app.UseStatusCodePages();
        if (app.Services.GetRequiredService<KnownProxies>().ToForwardedHeaders() is { } headers)
        {
            app.UseForwardedHeaders(headers);
        }

        app.UseImpliedMethods();
        app.UseRouting();
        app.UseGrpcPort();
        app.Use(app.Services.GetRequiredService<Traffic>().MeasureAsync);
        app.Use(rates.LimitAddressesAsync);
        app.UseCrossOrigin();
        app.UseRequestForm();
        app.UseEmbeddedOverload();

        // No grain is called, not even for credentials, before the body has arrived and the request has its permit.
        app.UseMiddleware<BodyArrival>();
        app.Use(rates.LimitInFlightAsync);
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseWhen(
            static context => ShopAuthentication.HasFalseToken(context) && !RequestRates.IsExempt(context),
            static refused => refused.Run(static context => context.ChallengeAsync()));
        app.Use(rates.LimitPrincipalsAsync);
        app.UseOperatorLog();
        app.UseAuthorization();
        app.UseOutputCache();
        app.UseStrictQuery();
        app.UseWriteHeaders();

        var api = app.MapGroup("").WithStrictQuery().WithWholeAnswers();
        api.MapProducts();
        api.MapImages();
        api.MapImports();
        api.MapExports();
        api.MapCarts();
        api.MapPurchase();
        api.MapPromotions();
        api.MapCheckout();
        api.MapOrders();
        api.MapFulfilment();
        api.MapPayments();
        api.MapWebhooks();
        app.MapConfirmationPage();
        api.MapWebhookEndpoints();
        api.MapSubscriptions();
        api.MapEventStreams();
        api.MapStock();
        api.MapCustomers();
        api.MapCustomerRecords();
        api.MapSessions();
        api.MapIdentities();
        api.MapExport();
        api.MapPasswords();
        api.MapMessages();
        api.MapPlainCart();
        api.MapPlainStock();
        api.MapPlainPayment();
        api.MapOps();
        api.MapOverview();
        api.MapFailureLab();
        api.MapAudits();
        api.MapReconciliations();
        api.MapOperators();
        app.MapShopGrpc();
        app.MapHealth();
        app.MapOpenApi().Public()
            .CacheOutput(static policy => policy.AddPolicy<DocumentCache>(), excludeDefaultPolicy: true);
        app.MapDescriptionPage();
        app.MapStaticPage();
    }

    private static IdSeal CreateSeal(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<IdOptions>>().Value.Key ??
        IdKeyFile.ReadOrCreate(services.GetRequiredService<IOptions<StorageOptions>>().Value.Path));
}

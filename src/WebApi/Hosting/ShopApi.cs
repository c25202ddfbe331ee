using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ShopActors.Hosting.Metrics;
using ShopActors.WebApi.Carts;
using ShopActors.WebApi.Catalog;
using ShopActors.WebApi.Customers;
using ShopActors.WebApi.Http;
using ShopActors.WebApi.Ops;
using ShopActors.WebApi.Orders;
using ShopActors.WebApi.Payments;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;
using ShopActors.WebApi.Stock;

namespace ShopActors.WebApi.Hosting;

/// <summary>Puts the API together: services first, then the order in which a request passes them.</summary>
internal static class ShopApi
{
    public static void AddShopApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ApiLimits>().BindConfiguration(ApiLimits.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<OpsOptions>().BindConfiguration(OpsOptions.SectionName);
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelHardening>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RequestRates>();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        services.TryAddSingleton<IRandomSource, CryptoRandomSource>();
        services.AddSingleton<OpsToken>();
        services.AddSingleton<Operations>();
        services.AddAuthentication(ShopAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, ShopAuthentication>(ShopAuthentication.SchemeName, null);
        services.AddAuthorization(Access.AddPolicies);
        services.AddExceptionHandler<UnhandledErrors>();
        services.AddRateLimiter();
        var limits = builder.Configuration.GetSection(ApiLimits.SectionName).Get<ApiLimits>() ?? new ApiLimits();
        services.AddRequestTimeouts(options => options.DefaultPolicy = new()
        {
            Timeout = limits.RequestTimeMax,
            WriteTimeoutResponse = context => Problem.WriteAsync(context, ApiErrors.OutcomeUnknown),
        });
        services.AddHealthChecks().AddCheck<ClusterHealth>("cluster");
        services.AddShopMetrics();
        services.AddHostedService<StartNotice>();
        services.AddOpenApi("v1", OpenApiDescription.Configure);
    }

    public static void UseShopApi(this WebApplication app)
    {
        app.UseExceptionHandler(static _ => { });
        app.UseSecurityHeaders();
        app.UseStatusCodePages(static context => WriteStatusProblemAsync(context.HttpContext));
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();

        app.MapProducts();
        app.MapCarts();
        app.MapCheckout();
        app.MapOrders();
        app.MapPayments();
        app.MapWebhooks();
        app.MapStock();
        app.MapCustomers();
        app.MapPlainCart();
        app.MapPlainStock();
        app.MapPlainPayment();
        app.MapOps();
        app.MapHealth();
        app.MapOpenApi().Public();
        app.MapStaticPage();
    }

    private static Task WriteStatusProblemAsync(HttpContext context) =>
        UnhandledErrors.OfStatus(context.Response.StatusCode) is { } error
            ? Problem.WriteAsync(context, error)
            : Task.CompletedTask;
}

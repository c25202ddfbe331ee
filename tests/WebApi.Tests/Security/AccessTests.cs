using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests.Security;

/// <summary>Who gets at what, generated from the routes themselves so that a new one cannot be forgotten.</summary>
public sealed class AccessTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly string[] KnownPublicRoutes =
    [
        "/", "/tokens.css", "/cart", "/carts", "/healthz", "/readyz",
        "/openapi/{documentName}.json",
        "/scalar", "/scalar/{documentName?}", "/scalar/scalar.js", "/scalar/scalar.aspnetcore.js",
        "/scalar/favicon.svg", "/products", "/products/categories", "/products/{productId}",
        "/products/{productId}/availability", "/images/{imageId}", "/stock/{sku}", "/stock/{sku}/events", "/users",
        "/sessions", "/sessions/openid", "/sessions/refresh", "/email-verifications", "/password-resets",
        "/password-resets/{token}",
        "/webhooks/payments/{provider}", "/actions/{key}", "/ops",
    ];

    private static readonly string[] FoldersOfPages = ["/ops/", "/shop/", "/shared/"];

    /// <summary>Modules, style sheets and texts of the pages, which have no data.</summary>
    private static bool IsFileOfAPage(string path) =>
        FoldersOfPages.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) &&
        Path.GetExtension(path) is ".js" or ".css" or ".json";

    [Fact]
    public void EveryRoute_StatesWhoMayUseIt()
    {
        var silent = Routes().Where(route =>
            route.Metadata.GetMetadata<IAllowAnonymous>() is null
            && route.Metadata.GetMetadata<IAuthorizeData>() is null);

        Assert.Empty(silent.Select(route => route.RoutePattern.RawText));
    }

    [Fact]
    public void PublicRoutes_AreTheOnesThatAreMeantToBe()
    {
        var open = Routes()
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
            .Distinct()
            .Where(path => !IsFileOfAPage(path));

        Assert.Empty(open.Except(KnownPublicRoutes));
    }

    [Fact]
    public async Task EveryClosedRoute_WithoutAToken_Answers401()
    {
        using var client = shop.NewClient();
        foreach (var (method, path) in ClosedRoutes())
        {
            var answer = await SendAsync(client, method, path);

            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{method} {path}: {answer}");
            Assert.Equal("unauthenticated", answer.Code);
        }
    }

    [Fact]
    public async Task EveryOperatorRoute_WithAGuestsToken_Answers403()
    {
        using var client = shop.NewClient();
        await client.NewCartAsync();
        foreach (var (method, path) in Routes().Where(IsForOperators).SelectMany(Requests))
        {
            var answer = await SendAsync(client, method, path);

            Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {path}: {answer}");
        }
    }

    private static Task<Answer> SendAsync(Visitor client, HttpMethod method, string path) => path switch
    {
        "/imports/products" => client.PostTextAsync(path, "", "text/csv"),
        "/images" => client.PostTextAsync(path, "", "image/png"),
        _ => client.SendAsync(
            method, path, method == HttpMethod.Get || method == HttpMethod.Delete ? null : new { }),
    };

    [Fact]
    public async Task OrderAndPayment_OfAnotherCustomer_AreNotFound()
    {
        using var owner = shop.NewClient();
        var sku = (string)(await owner.GetAsync("/products?limit=1")).Json["items"]![0]!["sku"]!;
        var cart = await owner.NewCartWithAsync(sku);
        var order = await owner.CheckoutAsync(cart, "access-test-order");
        Assert.True(order.Status == HttpStatusCode.Created, order.ToString());
        using var other = shop.NewClient();
        await other.NewCartAsync();

        foreach (var path in new[] { "", "/timeline" })
        {
            var answer = await other.GetAsync($"/orders/{order.Json["id"]}{path}");
            Assert.Equal((HttpStatusCode.NotFound, "order_not_found"), (answer.Status, answer.Code));
        }

        var cancel = await other.PostAsync($"/orders/{order.Json["id"]}/cancel", null, "access-test-cancel");
        Assert.Equal(HttpStatusCode.NotFound, cancel.Status);
        var payment = await other.GetAsync($"/payments/{order.Json["payment"]!["id"]}");
        Assert.Equal(HttpStatusCode.NotFound, payment.Status);
        var own = await owner.GetAsync($"/payments/{order.Json["payment"]!["id"]}");
        Assert.Equal(HttpStatusCode.OK, own.Status);
    }

    [Fact]
    public async Task Answers_CarryTheSecurityHeaders()
    {
        using var client = shop.NewClient();

        var page = await client.GetAsync("/");

        Assert.Contains(
            "default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(page.Headers.Contains("Server"));
    }

    [Fact]
    public async Task OpenApi_DescribesTheMainPath()
    {
        using var client = shop.NewClient();

        var document = await client.GetAsync("/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, document.Status);
        Assert.NotNull(document.Json["paths"]!["/carts/{cartId}/checkout"]!["post"]);
    }

    private static bool IsForOperators(RouteEndpoint route) =>
        route.Metadata.GetOrderedMetadata<IAuthorizeData>()
            .Any(data => data.Policy?.Contains(':', StringComparison.Ordinal) == true);

    private IEnumerable<RouteEndpoint> Routes() =>
        shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<(HttpMethod Method, string Path)> ClosedRoutes() =>
        Routes().Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null).SelectMany(Requests);

    private static IEnumerable<(HttpMethod Method, string Path)> Requests(RouteEndpoint route)
    {
        var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part switch
            {
                Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
                _ => "x",
            }))));
        return (route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Select(method => (new HttpMethod(method), path));
    }
}

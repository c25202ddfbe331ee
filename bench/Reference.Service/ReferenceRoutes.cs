using Microsoft.Extensions.Primitives;
using Npgsql;

namespace ShopActors.Reference.Service;

/// <summary>The part of the shop's HTTP contract that the load test uses, with the same shapes.</summary>
internal static class ReferenceRoutes
{
    private const string Json = "application/json";

    public static void MapReferenceShop(this IEndpointRouteBuilder routes, ReferenceDatabase database)
    {
        routes.MapGet("/healthz", () => "ok");
        routes.MapGet("/products", async () => Found(await database.ReadProductsAsync()));
        routes.MapPost("/carts", async () =>
        {
            var (id, token) = await database.CreateCartAsync();
            return Results.Text($$"""{"id":"{{id}}","token":"{{token}}"}""", Json, null, 201);
        });
        routes.MapGet("/carts/{id}", async (string id, HttpRequest request) =>
            Found(await database.ReadCartAsync(id, Token(request))));
        routes.MapPost("/carts/{id}/items", async (string id, HttpRequest request) =>
        {
            var body = await request.ReadFromJsonAsync(ReferenceJson.Default.AddItemRequest);
            return body is not { Sku.Length: > 0, Quantity: > 0 }
                ? Results.BadRequest()
                : Found(await database.AddItemAsync(id, Token(request), body.Sku, body.Quantity));
        });
        routes.MapPost("/carts/{id}/checkout", (string id, HttpRequest request) =>
            CheckOutAsync(database, id, request));
        routes.MapGet("/stock/{sku}", async (string sku) => Found(await database.ReadStockAsync(sku)));
        routes.MapPut("/stock/{sku}", async (string sku, HttpRequest request) =>
        {
            var body = await request.ReadFromJsonAsync(ReferenceJson.Default.SetStockRequest);
            return body is { OnHand: >= 0 } && await database.SetStockAsync(sku, body.OnHand)
                ? Results.Ok()
                : Results.NotFound();
        });
        routes.MapGet("/ops/audit", async () => Found(await database.AuditAsync()));
    }

    private static async Task<IResult> CheckOutAsync(ReferenceDatabase database, string cart, HttpRequest request)
    {
        var body = await request.ReadFromJsonAsync(ReferenceJson.Default.CheckOutRequest);
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || body is not { PaymentToken.Length: > 0 }) return Results.BadRequest();

        try
        {
            var order = await database.CheckOutAsync(cart, Token(request), key, body.PaymentToken);
            return order is null ? Results.NotFound() : Results.Text(order, Json, null, 201);
        }
        catch (PostgresException refusal) when (refusal.SqlState.StartsWith("SH", StringComparison.Ordinal))
        {
            return Results.StatusCode(int.Parse(refusal.SqlState.AsSpan(2), provider: null));
        }
    }

    private static IResult Found(string? json) => json is null ? Results.NotFound() : Results.Text(json, Json);

    private static string Token(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        StringValues header = request.Headers.Authorization;
        return header.ToString() is { } value && value.StartsWith(Scheme, StringComparison.Ordinal)
            ? value[Scheme.Length..]
            : "";
    }
}

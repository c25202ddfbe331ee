using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.PaymentSimulator;

/// <summary>The provider's API, and the log for an independent audit.</summary>
internal static class SimulatorEndpoints
{
    private const int PageMax = 1_000;
    private const int TextMax = 256;

    public static IEndpointRouteBuilder MapSimulator(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/operations", Execute);
        routes.MapGet("/operations/{key}", Find);
        routes.MapGet("/log", (SimulatorEngine engine, long after = 0, int limit = PageMax) =>
            TypedResults.Ok(engine.ReadLog(after, Math.Clamp(limit, 1, PageMax))));
        routes.MapGet("/charges", (SimulatorEngine engine, string? order, string? after, int limit = PageMax) =>
            TypedResults.Ok(engine.ReadCharges(after, Math.Clamp(limit, 1, PageMax), order)));
        routes.MapGet("/healthz", () => TypedResults.Text("ok"));
        return routes;
    }

    private static async Task<Results<Ok<LogEntry>, EmptyHttpResult, BadRequest<SimulatorProblem>>> Execute(
        Operation operation, SimulatorEngine engine, HttpContext context)
    {
        if (!IsFormed(operation)) return TypedResults.BadRequest(new SimulatorProblem("malformed"));

        var entry = await engine.ExecuteAsync(operation, context.RequestAborted).ConfigureAwait(false);
        if (entry is not null) return TypedResults.Ok(entry);

        // A lost answer is a broken connection, not a status code.
        context.Abort();
        return TypedResults.Empty;
    }

    private static async Task<Results<Ok<LogEntry>, NotFound<SimulatorProblem>>> Find(
        string key, SimulatorEngine engine, CancellationToken cancellationToken)
    {
        var entry = await engine.FindAsync(key, cancellationToken).ConfigureAwait(false);
        return entry is null ? TypedResults.NotFound(new SimulatorProblem("not_found")) : TypedResults.Ok(entry);
    }

    private static bool IsFormed(Operation operation) =>
        Enum.IsDefined(operation.Kind) && operation.Key is { Length: > 0 and <= TextMax } &&
        PaymentId.TryParse(operation.Payment, out _) && OrderId.TryParse(operation.Order, out _) &&
        Currency.TryParse(operation.Currency, out _) && operation.Token is null or { Length: <= TextMax };
}

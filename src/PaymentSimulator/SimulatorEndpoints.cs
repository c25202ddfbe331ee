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
        routes.MapGet("/log", ReadLog);
        routes.MapGet("/charges", ReadCharges);
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

    private static async Task<Ok<LogPage>> ReadLog(
        SimulatorEngine engine, CancellationToken cancellationToken, string? after = null, int limit = PageMax)
    {
        var (records, next) = await ReadAsync(engine, after, limit, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new LogPage([.. records.SelectMany(record => record.Entries)], next));
    }

    private static async Task<Ok<ChargePage>> ReadCharges(
        SimulatorEngine engine, CancellationToken cancellationToken, string? after = null, int limit = PageMax)
    {
        var (records, next) = await ReadAsync(engine, after, limit, cancellationToken).ConfigureAwait(false);
        return TypedResults.Ok(new ChargePage([.. records.Select(record => record.Charge!)], next));
    }

    /// <summary>
    /// Reads a page of payments, and the payment after which the next page begins; null for the last.
    /// </summary>
    private static async Task<(IReadOnlyList<ChargeRecord> Records, string? Next)> ReadAsync(
        SimulatorEngine engine, string? after, int limit, CancellationToken cancellationToken)
    {
        limit = Math.Clamp(limit, 1, PageMax);
        List<ChargeRecord> records = [];
        await foreach (var record in engine.ReadAsync(after, cancellationToken).ConfigureAwait(false))
        {
            if (records.Count == limit) return (records, records[^1].Charge!.Payment);
            records.Add(record);
        }

        return (records, null);
    }

    private static bool IsFormed(Operation operation) =>
        Enum.IsDefined(operation.Kind) && operation.Key is { Length: > 0 and <= TextMax } &&
        PaymentId.TryParse(operation.Payment, out _) && OrderId.TryParse(operation.Order, out _) &&
        Currency.TryParse(operation.Currency, out _) && operation.Token is null or { Length: <= TextMax };
}

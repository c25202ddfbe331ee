using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Ops;

/// <summary>Audits in the background, and what the latest audits found.</summary>
internal static class AuditEndpoints
{
    public static void MapAudits(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/ops/audits").WithTags("Operations");
        all.MapPost("", Begin).ForOperators(Scopes.AuditRead).WithName("beginAudit")
            .Refuses(ErrorCode.TooManyRequests);
        all.MapGet("", List).ForOperators(Scopes.AuditRead).WithName("listAudits")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange);
        all.MapGet("/{auditId}", Get).ForOperators(Scopes.AuditRead).WithName("getAudit")
            .Refuses(ErrorCode.AuditNotFound);
    }

    /// <summary>Audits the shop in the background.</summary>
    /// <remarks>
    /// As `GET /ops/audit` does, but without waiting: the audit says how far it is, and keeps what it found. Also runs
    /// once a day (<c>Audit:Every</c>).
    /// </remarks>
    internal static async Task<Results<Accepted<AuditRunBody>, Problem>> Begin(
        HttpContext context, IGrainFactory grains, Command command)
    {
        var begun = await Grain(grains).Begin(command.Id, command.Caller);
        if (begun.IsRefused) return new Problem(begun.Error);
        Answers.Describe(context, null, begun.IsReplay);
        return TypedResults.Accepted($"/ops/audits/{begun.Value.Id}", AuditRunBody.Of(begun.Value));
    }

    /// <summary>Lists the latest audits.</summary>
    /// <remarks>
    /// The latest first: the last 100 of 90 days, whether an operator waited for them, asked for them or the schedule
    /// did.
    /// </remarks>
    internal static async Task<Results<Ok<AuditPageBody>, Problem>> List(
        HttpContext context, IGrainFactory grains, [AsParameters] PageRequest request)
    {
        var page = request.Read();
        if (page.IsRefused) return new Problem(page.Error);
        if (!page.Value.TryReadNumber(out var before)) return new Problem(ApiErrors.CursorInvalid);
        var found = await Grain(grains).List(context.GetCaller(), before, page.Value.Limit);
        return found.OkOrProblem(audits => new AuditPageBody(
            [.. audits.Audits.Select(AuditRunBody.Of)],
            PageCursor.Encode(audits.Next?.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Reads one of the latest audits.</summary>
    internal static async Task<Results<Ok<AuditRunBody>, Problem>> Get(
        HttpContext context, IGrainFactory grains, string auditId)
    {
        if (!OperationId.TryParse(auditId, out var id)) return new Problem(UnknownIds.Audit);
        var run = await Grain(grains).Get(context.GetCaller(), id);
        return run.OkOrProblem(AuditRunBody.Of);
    }

    private static IAuditHistoryGrain Grain(IGrainFactory grains) =>
        grains.GetGrain<IAuditHistoryGrain>(IAuditHistoryGrain.Key);
}

using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using ShopActors.Storage;

namespace ShopActors.WebApi.Ops;

/// <summary>
/// Logs every write of an operator, and the reads that a route marks (<see cref="LoggedRead"/>): before it is executed,
/// and before its answer leaves. Routes cannot forget it, because it stands before them. A request that ends without an
/// answer has the first entry alone.
/// </summary>
internal static class OperatorLog
{
    public static void UseOperatorLog(this IApplicationBuilder app) => app.Use(static (context, next) =>
        context.User.Identity is CallerIdentity { Caller.Kind: CallerKind.Ops } identity && IsLogged(context)
            ? LogAsync(context, identity, next)
            : next(context));

    private static bool IsLogged(HttpContext context)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ||
            HttpMethods.IsOptions(context.Request.Method);
        var metadata = context.GetEndpoint()?.Metadata;
        return isRead
            ? metadata?.GetMetadata<LoggedRead>() is not null
            : metadata?.GetMetadata<ReadRoute>() is null;
    }

    private static async Task LogAsync(HttpContext context, CallerIdentity identity, RequestDelegate next)
    {
        var services = context.RequestServices;
        var log = services.GetRequiredService<IGrainFactory>().GetGrain<IOperatorLogGrain>(OperatorLimits.ShopKey);
        var action = new OperatorAction
        {
            Request = OperationId.New(services.GetRequiredService<RandomNumberGenerator>()),
            Operator = identity.Caller.Id,
            Name = identity.OperatorName ?? "",
            Operation = OperationOf(context),
            Target = TargetOf(context),
        };
        var begun = await log.Append(action);
        if (begun.IsRefused)
        {
            await Problem.WriteAsync(context, begun.Error);
            return;
        }

        // Also runs for the answers of the exception handler. If it fails, the answer does not leave: a problem of its
        // kind, "outcome unknown" for a write, is sent in its place, and has no entry.
        var response = new GatedResponse(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), async () =>
        {
            var ended = await log.Append(action with { Status = StatusOf(context.Response) });
            if (ended.IsRefused) throw new JournalStoreException(JournalStoreFailure.Unavailable, ended.Error.Message);
        });
        context.Features.Set<IHttpResponseBodyFeature>(response);
        await next(context);
        await response.PassAsync();
    }

    private static string OperationOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
        ?? context.GetEndpoint()?.DisplayName ?? "unknown";

    // Where the path contains a secret, the route stands for it.
    private static string TargetOf(HttpContext context)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern;
        var isSecret = pattern?.Parameters.Any(parameter => parameter.Name == "token") == true;
        return $"{context.Request.Method} {(isSecret ? pattern!.RawText : context.Request.Path.Value)}";
    }

    // A gRPC call that fails at once has its status in the headers, under 200.
    private static int StatusOf(HttpResponse response) =>
        int.TryParse(response.Headers.GrpcStatus, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : response.StatusCode;
}

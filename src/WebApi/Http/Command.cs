using System.Reflection;
using System.Security.Cryptography;

namespace ShopActors.WebApi.Http;

/// <summary>
/// What all writes of a caller with credentials have in common. The id is derived from the caller, the route and the
/// idempotency key, so that a repeated request is the same command in any process; without a key each request is a new
/// command.
/// </summary>
/// <param name="Caller">Who sends it.</param>
/// <param name="Id">Which command it is.</param>
/// <param name="Match">The versions at which it may be executed.</param>
internal sealed record Command(Caller Caller, OperationId Id, VersionMatch Match)
{
    public static ValueTask<Command?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Command?>(Of(context));

    /// <summary>The command of a request.</summary>
    public static Command Of(HttpContext context)
    {
        var caller = context.GetCaller();
        return new(caller, IdOf(context, caller.Id), context.GetMatch());
    }

    /// <summary>The id of the request's command when the principal sends it.</summary>
    public static OperationId IdOf(HttpContext context, PrincipalId principal) =>
        context.GetIdempotencyKey() is { } key
            ? OperationId.ForRequest(principal, $"{context.Request.Method} {context.Request.Path}", key)
            : OperationId.New(context.RequestServices.GetRequiredService<RandomNumberGenerator>());
}

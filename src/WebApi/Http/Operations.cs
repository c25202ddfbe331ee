using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Derives a command's operation id from the principal, the route and the idempotency key, so that a repeated request
/// is the same command in any process.
/// </summary>
internal sealed class Operations(RandomNumberGenerator random)
{
    /// <summary>For routes that require the key.</summary>
    public bool TryGet(
        HttpContext context,
        PrincipalId principal,
        string route,
        out OperationId operation,
        [NotNullWhen(false)] out Problem? problem)
    {
        operation = default;
        problem = null;
        if (!IdempotencyKey.TryRead(context.Request, out var key)) problem = new(ApiErrors.IdempotencyKeyInvalid);
        else if (key is null) problem = new(ApiErrors.IdempotencyKeyRequired);
        else operation = OperationId.ForRequest(principal, route, key);
        return problem is null;
    }

    /// <summary>For routes that recommend the key; without one each request is a new command.</summary>
    public bool TryGetOrNew(
        HttpContext context,
        PrincipalId principal,
        string route,
        out OperationId operation,
        [NotNullWhen(false)] out Problem? problem)
    {
        operation = default;
        problem = null;
        if (!IdempotencyKey.TryRead(context.Request, out var key)) problem = new(ApiErrors.IdempotencyKeyInvalid);
        else operation = key is null ? OperationId.New(random) : OperationId.ForRequest(principal, route, key);
        return problem is null;
    }
}

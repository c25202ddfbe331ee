using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Http;

/// <summary>
/// Derives a command's operation id from the principal, the route and the idempotency key, so that a repeated request
/// is the same command wherever it arrives.
/// </summary>
internal sealed class Operations(RandomNumberGenerator random)
{
    /// <summary>For routes where the key is required.</summary>
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

    /// <summary>For routes where the key is recommended: without one the command is a new one.</summary>
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

using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ShopActors.WebApi.Ops;

/// <summary>
/// The keys of operators, and the log of what they do: docs/adr/0018-passwords-sessions-operators.md.
/// </summary>
internal static class OperatorEndpoints
{
    public static void MapOperators(this IEndpointRouteBuilder routes)
    {
        var ops = routes.MapGroup("/ops").WithTags("Operations");
        ops.MapPost("/keys", Create).ForOperators(Scopes.OperatorsManage).WithName("createOperatorKey").Refuses(
            ErrorCode.InvalidOperatorKey, ErrorCode.TooManyOperatorKeys, ErrorCode.IdempotencyKeyReused);
        ops.MapGet("/keys", List).ForOperators(Scopes.OperatorsManage).WithName("listOperatorKeys");
        ops.MapDelete("/keys/{keyId}", Delete).ForOperators(Scopes.OperatorsManage).WithName("deleteOperatorKey")
            .Refuses(ErrorCode.OperatorKeyNotFound);
        ops.MapGet("/audit-log", ReadLog).ForOperators(Scopes.AuditRead).WithName("readAuditLog")
            .Refuses(ErrorCode.CursorInvalid, ErrorCode.LimitOutOfRange, ErrorCode.InvalidQuery);
    }

    /// <summary>Makes a key for an operator.</summary>
    /// <remarks>
    /// The key has the scopes of the role and the scopes named, of which the caller must have each. It is shown in this
    /// answer alone.
    /// </remarks>
    internal static async Task<Results<Created<OperatorKeyBody>, Problem>> Create(
        HttpContext context, IGrainFactory grains, IdSeal seal, Command command, OperatorKeyRequest body)
    {
        if (body.ToScopes() is not { } scopes) return new Problem(ApiErrors.Invalid("role"));
        var id = seal.Seal(OperatorKeyId.For(command.Id));
        var key = OperatorKey.Create(id, SecretOf(context, command), seal);
        var made = await grains.GetGrain<IOperatorKeysGrain>(OperatorLimits.ShopKey).Create(command.Caller, new()
        {
            Id = id,
            Name = body.Name,
            Scopes = scopes,
            ExpiresAt = body.ExpiresAt,
            Hash = key.Hash,
        });
        if (made.IsRefused) return new Problem(made.Error);
        Answers.Describe(context, null, made.IsReplay);
        return TypedResults.Created(
            $"/ops/keys/{id}", OperatorKeyBody.Of(made.Value) with { Key = key.Reveal() });
    }

    /// <summary>Lists the operators' keys, latest first.</summary>
    /// <remarks>Without the keys themselves, of which only hashes are stored.</remarks>
    internal static async Task<Results<Ok<OperatorKeyListBody>, Problem>> List(
        HttpContext context, IGrainFactory grains)
    {
        var keys = await grains.GetGrain<IOperatorKeysGrain>(OperatorLimits.ShopKey).List(context.GetCaller());
        return keys.OkOrProblem(found => new OperatorKeyListBody([.. found.Select(OperatorKeyBody.Of)]));
    }

    /// <summary>Deletes an operator's key.</summary>
    /// <remarks>It is refused everywhere within five seconds.</remarks>
    internal static async Task<Results<NoContent, Problem>> Delete(
        IGrainFactory grains, IdSeal seal, Command command, string keyId)
    {
        if (!seal.TryRead(keyId, out OperatorKeyId key)) return new Problem(UnknownIds.OperatorKey);
        var deleted = await grains.GetGrain<IOperatorKeysGrain>(OperatorLimits.ShopKey).Delete(command.Caller, key);
        return deleted.IsOk ? TypedResults.NoContent() : new Problem(deleted.Error);
    }

    /// <summary>Reads the log of what operators did, latest first.</summary>
    /// <remarks>
    /// Each write has an entry before it is executed and one with the status of its answer. Each entry contains a hash
    /// of the one before; the audit checks them all.
    /// </remarks>
    internal static async Task<Results<Ok<OperatorLogPageBody>, Problem>> ReadLog(
        HttpContext context, IGrainFactory grains, [AsParameters] PageRequest request)
    {
        var page = request.Read();
        if (page.IsRefused) return new Problem(page.Error);
        if (!page.Value.TryReadNumber(out var before)) return new Problem(ApiErrors.CursorInvalid);
        var entries = await grains.GetGrain<IOperatorLogGrain>(OperatorLimits.ShopKey)
            .Read(context.GetCaller(), before, page.Value.Limit);
        return entries.OkOrProblem(OperatorLogPageBody.Of);
    }

    /// <summary>256 bits: random, or derived from the command, so that a repetition is the same key.</summary>
    private static byte[] SecretOf(HttpContext context, Command command)
    {
        var services = context.RequestServices;
        if (context.GetIdempotencyKey() is not null)
        {
            return services.GetRequiredService<IdSeal>().Derive("operator key", command.Id.Value);
        }

        var secret = new byte[AccessToken.SecretBytes];
        services.GetRequiredService<RandomNumberGenerator>().GetBytes(secret);
        return secret;
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Customers;

/// <summary>The sessions of customers: docs/adr/0018-passwords-sessions-operators.md.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/sessions").WithTags("Customers");
        sessions.MapPost("", SignIn).Public().WithMetadata(new Creation(Always: true)).WithName("signIn")
            .Refuses(ErrorCode.InvalidCredentials, ErrorCode.IdempotencyKeyReused);
        sessions.MapPost("/refresh", Refresh).Public().WithName("refreshSession")
            .Refuses(ErrorCode.InvalidCredentials);
        sessions.MapDelete("/current", SignOut).ForShoppers().WithName("signOut")
            .Refuses(ErrorCode.CustomerNotFound);
        var own = routes.MapGroup("/users/{userId}/sessions").WithTags("Customers");
        own.MapGet("", List).ForShoppers().WithName("listSessions").Refuses(ErrorCode.CustomerNotFound);
        own.MapDelete("/{sessionId}", End).ForShoppers().WithName("endSession")
            .Refuses(ErrorCode.CustomerNotFound, ErrorCode.SessionNotFound);
    }

    /// <summary>Signs a customer in with the password.</summary>
    /// <remarks>
    /// A wrong address and a wrong password get the same answer in the same time. After five failures from one network
    /// further attempts have to wait (429), up to 15 minutes. A guest's cart is merged afterwards: see `mergeCart`.
    /// </remarks>
    internal static async Task<Results<Created<SessionBody>, Problem>> SignIn(
        HttpContext context, IGrainFactory grains, PasswordHashing passwords, SignInRequest body)
    {
        using var slot = await passwords.EnterAsync(context.RequestAborted);
        if (slot is null) return new Problem(ApiErrors.Overloaded);
        var source = SignInSource.Of(context);
        var attempt = await grains.GetGrain<ICustomerDirectoryGrain>(0).BeginSignIn(body.Email, source);
        if (attempt.IsRefused) return new Problem(attempt.Error);
        var verdict = await slot.VerifyAsync(attempt.Value.Password, body.Password);
        if (verdict == PasswordVerificationResult.Failed || attempt.Value.Customer is not { } customer)
        {
            return new Problem(ApiErrors.InvalidCredentials);
        }

        var isOld = verdict == PasswordVerificationResult.SuccessRehashNeeded;
        var rehashed = isOld ? await slot.HashAsync(body.Password) : null;
        var tokens = SessionTokens.Begin(context, customer, Command.IdOf(context, PrincipalId.For(customer)));
        var signedIn = await grains.GetGrain<ICustomerGrain>(customer.Value).SignIn(new()
        {
            Verified = attempt.Value.Password!,
            Rehashed = rehashed,
            Session = tokens.ToNewSession(context),
            Source = source,
        });
        return ToAnswer(context, signedIn, tokens);
    }

    /// <summary>Replaces the tokens of a session.</summary>
    /// <remarks>
    /// A refresh token is used once. Used again it ends the session, because one of the two users has copied it; except
    /// within ten seconds or with the same `Idempotency-Key`, which repeats the answer.
    /// </remarks>
    internal static async Task<Results<Created<SessionBody>, Problem>> Refresh(
        HttpContext context, IGrainFactory grains, IdSeal seal, RefreshRequest body)
    {
        if (!RefreshToken.TryParse(body.RefreshToken, seal, out var used))
        {
            return new Problem(ApiErrors.InvalidRefreshToken);
        }

        var tokens = SessionTokens.After(context, used);
        var hasKey = context.GetIdempotencyKey() is not null;
        var refreshed = await grains.GetGrain<ICustomerGrain>(used.Customer.Value).Refresh(new()
        {
            Session = used.Session,
            Presented = used.Hash,
            Access = tokens.Access.Hash,
            Refresh = tokens.Refresh.Hash,
            Operation = hasKey ? Command.IdOf(context, PrincipalId.For(used.Customer)) : null,
        });
        return ToAnswer(context, refreshed, tokens);
    }

    /// <summary>Ends the session of the request's token.</summary>
    /// <remarks>Its tokens are refused from now on.</remarks>
    internal static async Task<Results<NoContent, Problem>> SignOut(HttpContext context, IGrainFactory grains)
    {
        if (context.User.Identity is not CallerIdentity { Token: { IsGuest: false } token })
        {
            return new Problem(ApiErrors.Forbidden);
        }

        var ended = await grains.GetGrain<ICustomerGrain>(token.Customer.Value)
            .SignOut(context.GetCaller(), token.Hash);
        return ended.IsOk ? TypedResults.NoContent() : new Problem(ended.Error);
    }

    /// <summary>Lists a customer's sessions, latest first.</summary>
    /// <remarks>A customer has at most 16; one more ends the oldest.</remarks>
    internal static async Task<Results<Ok<SessionListBody>, Problem>> List(
        HttpContext context, IGrainFactory grains, IdSeal seal, string userId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        var token = (context.User.Identity as CallerIdentity)?.Token;
        var sessions = await grains.GetGrain<ICustomerGrain>(customer.Value)
            .Sessions(context.GetCaller(), token?.Hash);
        return sessions.OkOrProblem(found => new SessionListBody([.. found.Select(SessionEntryBody.Of)]));
    }

    /// <summary>Ends a session.</summary>
    /// <remarks>Its tokens are refused from now on. A session that has ended stays ended.</remarks>
    internal static async Task<Results<NoContent, Problem>> End(
        IGrainFactory grains, IdSeal seal, Command command, string userId, string sessionId)
    {
        if (!seal.TryRead(userId, out CustomerId customer)) return new Problem(UnknownIds.Customer);
        if (!SessionId.TryParse(sessionId, out var session)) return new Problem(UnknownIds.Session);
        var ended = await grains.GetGrain<ICustomerGrain>(customer.Value).EndSession(command.Caller, session);
        return ended.IsOk ? TypedResults.NoContent() : new Problem(ended.Error);
    }

    /// <summary>The answer to what begins a session or replaces its tokens.</summary>
    internal static Results<Created<SessionBody>, Problem> ToAnswer(
        HttpContext context, Result<SignedIn> signedIn, SessionTokens tokens)
    {
        if (signedIn.IsRefused) return new Problem(signedIn.Error);
        Answers.Describe(context, null, signedIn.IsReplay);
        var session = signedIn.Value;
        return TypedResults.Created(
            $"/users/{session.Customer.Id}/sessions/{session.Session}", SessionBody.Of(session, tokens));
    }
}

using System.Security.Claims;

namespace ShopActors.WebApi.Security;

/// <summary>An authenticated identity that carries the caller for grain calls.</summary>
internal sealed class CallerIdentity(Caller caller, AccessToken? token, string? operatorName = null)
    : ClaimsIdentity(ShopAuthentication.SchemeName)
{
    public Caller Caller { get; } = caller;

    /// <summary>The token that was presented; null for operators.</summary>
    public AccessToken? Token { get; } = token;

    /// <summary>The name of the operator's key; null for others.</summary>
    public string? OperatorName { get; } = operatorName;
}

internal static class HttpContextCaller
{
    /// <summary>The caller; <see cref="Caller.Anonymous"/> if the request has no credentials.</summary>
    public static Caller GetCaller(this HttpContext context) =>
        context.User.Identity is CallerIdentity identity ? identity.Caller : Caller.Anonymous;
}

using Microsoft.AspNetCore.Authorization;

namespace ShopActors.WebApi.Security;

/// <summary>
/// The authorisation of routes. Every route declares one of these; a test walks all routes and fails if one does not.
/// Ownership is decided by the grain that owns the data, not here.
/// </summary>
internal static class Access
{
    /// <summary>The policy of routes for every operator. Written like a scope, which it is not.</summary>
    public const string AnyOperator = "operators:any";

    /// <summary>Everyone, with or without a token.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AllowAnonymous();

    /// <summary>Holders of any valid token, including guests: the default policy.</summary>
    public static TBuilder ForShoppers<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization();

    /// <summary>Operators with the scope.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(scope);

    /// <summary>Operators with any scope.</summary>
    public static TBuilder ForAnyOperator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(AnyOperator);

    public static void AddPolicies(AuthorizationOptions options)
    {
        var authenticated = new AuthorizationPolicyBuilder(ShopAuthentication.SchemeName).RequireAuthenticatedUser()
            .Build();
        options.DefaultPolicy = authenticated;
        AddPolicy(options, AnyOperator, static caller => caller.Kind == CallerKind.Ops);
        foreach (var scope in OperatorCaller.Instance.Scopes) AddPolicy(options, scope, caller => caller.May(scope));
    }

    private static void AddPolicy(AuthorizationOptions options, string name, Func<Caller, bool> mayUse) =>
        options.AddPolicy(name, policy => policy
            .AddAuthenticationSchemes(ShopAuthentication.SchemeName)
            .RequireAuthenticatedUser()
            .RequireAssertion(context =>
                context.User.Identity is CallerIdentity identity && mayUse(identity.Caller)));
}

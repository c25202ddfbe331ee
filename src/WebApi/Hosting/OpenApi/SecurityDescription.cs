using Microsoft.OpenApi;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Describes the credentials of routes. A public route reads them too: they are optional there, but refused if wrong.
/// </summary>
internal static class SecurityDescription
{
    private const string Bearer = "bearer";
    private const string Cookie = "guestCookie";
    private const string Operator = "operator";
    private const string Signature = "webhookSignature";

    public static void Describe(OpenApiOperation operation, DescribedRoute route, OpenApiDocument document)
    {
        if (route.Scope is { } needed and not Access.AnyOperator)
        {
            operation.Description += $"\n\nOperators need the scope `{needed}`.";
        }

        operation.Security = route switch
        {
            { IsSigned: true } => [Needs(Signature, document)],
            { IsPublic: true } => [new(), Needs(Bearer, document), Needs(Cookie, document)],
            { Scope: not null } => [Needs(Operator, document)],
            _ => [Needs(Bearer, document), Needs(Cookie, document)],
        };
    }

    public static void AddComponents(OpenApiComponents components) =>
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The token of a guest, from the answer that created the cart, of a customer, from the " +
                    "answer of the registration, or of the operators.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = GuestCookie.SecureName,
                Description = "The cookie in which a browser keeps its guest's token. Without TLS its name is " +
                    $"`{GuestCookie.PlainName}`. Writes with it must come from a page of the shop.",
            },
            [Operator] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The configured operators' token, or an operator's key or an access token of the " +
                    "operators' OpenID provider with the scopes that a route needs.",
            },
            [Signature] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = WebhookSignature.Header,
                Description = "`t=seconds,v1=hex`: the time, and the HMAC-SHA256 of the time, a dot and the body " +
                    "under the provider's secret.",
            },
        };

    private static OpenApiSecurityRequirement Needs(string scheme, OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}

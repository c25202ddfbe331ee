using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace ShopActors.WebApi.Hosting.OpenApi;

/// <summary>
/// Shows the API's description as a page. Its scripts are in the package's assembly; it asks no other host for fonts,
/// telemetry or anything else, which the page's policy would forbid.
/// </summary>
internal static class DescriptionPage
{
    private const int NonceBytes = 16;

    public static void MapDescriptionPage(this IEndpointRouteBuilder routes) =>
        routes.MapScalarApiReference("/scalar", static (options, context) =>
        {
            var random = new byte[NonceBytes];
            context.RequestServices.GetRequiredService<RandomNumberGenerator>().GetBytes(random);
            var nonce = Convert.ToHexStringLower(random);
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyOfDescription(nonce);

            options.Title = "ShopActors";
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.WithNonce(nonce).DisableAgent().DisableMcp().AddDocument("v1");
        }).Public();
}

using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Security;

/// <summary>Refuses what is no origin, above all a wildcard.</summary>
internal sealed class CrossOriginOptionsValidator : IValidateOptions<CrossOriginOptions>
{
    public ValidateOptionsResult Validate(string? name, CrossOriginOptions options)
    {
        var wrong = options.Origins.Where(origin => !IsOrigin(origin)).ToList();
        return wrong.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{CrossOriginOptions.SectionName}:{nameof(options.Origins)} must hold origins such as " +
                $"https://shop.example, without a path: '{string.Join("', '", wrong)}'.");
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" &&
        uri.GetLeftPart(UriPartial.Authority) == text;
}
